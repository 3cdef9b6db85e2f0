import type { OfficeAttributes } from './book.ts';

/** No office grows or shrinks like this within four weeks; a digit too many does. */
const JUMP = 5;

/**
 * Offices whose headcount jumped, as if it had not: a slip of the pen would move what is expected of an office tenfold.
 * What was delivered is kept beside, in `employeesInDoubt`, until it has become the usual value or was put right.
 */
export function holdHeadcounts(offices: readonly OfficeAttributes[]): readonly OfficeAttributes[] {
  return offices.map((office) => {
    const { employees, employeesBefore } = office;
    const jumped =
      employees !== null &&
      typeof employeesBefore === 'number' &&
      Math.max(employees / employeesBefore, employeesBefore / employees) >= JUMP;
    return jumped ? { ...office, employees: employeesBefore, employeesInDoubt: employees } : office;
  });
}
