export interface ItemOptions {
  readonly id?: string;
  readonly label?: string;
  readonly role?: string;
  readonly type?: string;
  readonly submenu?: readonly ItemOptions[] | Menu;
  readonly click?: () => void;
}

export class MenuItem {
  readonly id: string;
  readonly label: string;
  readonly role: string | undefined;
  readonly type: string;
  readonly submenu: Menu | undefined;
  readonly click: () => void;
  constructor(options: ItemOptions) {
    const { submenu } = options;
    this.id = options.id ?? '';
    this.label = options.label ?? options.role ?? '';
    this.role = options.role;
    this.type = options.type ?? (submenu ? 'submenu' : 'normal');
    this.submenu =
      submenu === undefined || submenu instanceof Menu ? submenu : Menu.buildFromTemplate(submenu);
    this.click = options.click ?? (() => undefined);
  }
}

/** Holds entries and finds them; nothing is drawn. */
export class Menu {
  items: MenuItem[] = [];
  static buildFromTemplate(template: readonly ItemOptions[]): Menu {
    const menu = new Menu();
    for (const options of template) menu.append(new MenuItem(options));
    return menu;
  }
  append(item: MenuItem): void {
    this.items.push(item);
  }
  getMenuItemById(id: string): MenuItem | null {
    for (const item of this.items) {
      const found = item.id === id ? item : item.submenu?.getMenuItemById(id);
      if (found) return found;
    }
    return null;
  }
}

/** `Menu` as a launch's own code sees it, with that launch's application menu. */
export interface MenuClass {
  buildFromTemplate(template: readonly ItemOptions[]): Menu;
  setApplicationMenu(menu: Menu | null): void;
  getApplicationMenu(): Menu | null;
}

export function menuClass(): MenuClass {
  let application: Menu | null = null;
  return class extends Menu {
    static setApplicationMenu(menu: Menu | null): void {
      application = menu;
    }
    static getApplicationMenu(): Menu | null {
      return application;
    }
  };
}
