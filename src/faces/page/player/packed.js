// What was made short is the same again: a place that was there before stands for what stood there.

/** @param {string} packed */
function unpacked(packed) {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  return packed.split(/(?=[~^])/).reduce((text, part) => {
    const count = part[0] === '~' ? 3 : part[0] === '^' ? 2 : 0;
    if (!count) return text + part;
    let back = 0;
    for (const digit of part.slice(1, 1 + count)) back = 64 * back + digits.indexOf(digit);
    const from = text.length - back, behind = 2 + count;
    return text + text.substring(from, from + digits.indexOf(part[1 + count]) + 5) + part.slice(behind);
  }, '');
}
