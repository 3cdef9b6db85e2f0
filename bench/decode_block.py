#!/usr/bin/env python3
"""Decodes a block of the history from docs/history-format.md alone: decode_block.py FACTS_DB strip|tile ID → JSON.
With - in place of the database, the block's bytes come from standard input. Only Python's own library is needed."""
import json
import sqlite3
import struct
import sys
import zlib


def bits(words, position, width):
    value = 0
    for i in range(width):
        at = position + i
        value |= (words[at // 32] >> (at % 32) & 1) << i
    return value


def signed(word):
    return word - (1 << 32) if word >= 1 << 31 else word


def decode(data):
    words = struct.unpack(f"<{len(data) // 4}I", data)
    if data[:4] != b"AMH1":
        raise ValueError("not a block of the history, version 1")
    if zlib.crc32(data[8:]) != words[1]:
        raise ValueError("the checksum does not fit: the block is damaged")
    vectors, length, measures = words[5] & 255, words[5] >> 8 & 255, words[5] >> 16
    out = {}
    for entry in range(6, 6 + 4 * measures, 4):
        measure, scale = words[entry] & 0xFFFF, words[entry] >> 16 & 255
        at, widths, first_base = words[entry + 1], words[entry + 2], signed(words[entry + 3])
        first_kind, kind_width, base_width = widths & 255, widths >> 8 & 255, widths >> 16 & 255
        kinds = [first_kind + bits(words, at * 32 + v * kind_width, kind_width) for v in range(vectors)]
        at += -(-vectors * kind_width // 32)
        bases = [first_base + bits(words, at * 32 + v * base_width, base_width) for v in range(vectors)]
        at += -(-vectors * base_width // 32)
        out[measure] = []
        for kind, base in zip(kinds, bases):
            width, unknown = kind >> 1, kind & 1
            if width == 64:
                numbers = [struct.unpack_from("<d", data, at * 4 + i * 8)[0] for i in range(length)]
                values = [None if number != number else number for number in numbers]
            else:
                codes = [bits(words, at * 32 + i * width, width) for i in range(length)]
                values = [None if unknown and code == 0 else (code - unknown + base) / 10**scale for code in codes]
            out[measure].append(values)
            at += length * width // 32
    return {"block": words[2], "first_day": signed(words[3]), "days": words[4], "measures": out}


if __name__ == "__main__":
    source, kind, ident = (sys.argv[1:] + ["tile", "0"])[:3]
    if source == "-":
        block = sys.stdin.buffer.read()
    else:
        table = {"strip": "history_strip", "tile": "history_tile"}[kind]
        block = sqlite3.connect(source).execute(f"SELECT data FROM {table} WHERE id = ?", (ident,)).fetchone()[0]
    json.dump(decode(block), sys.stdout)
