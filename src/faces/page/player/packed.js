// What was made short is the same again: a place that was there before stands for what stood there.

/** @param {string} packed */
function unpacked(packed) {
  const digits = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_';
  return packed.split('~').reduce((text, part) => {
    const [far, less, near, more] = Array.from(part.slice(0, 4), digit => digits.indexOf(digit));
    const from = text.length - (far * 4096 + less * 64 + near);
    return text + text.substring(from, from + more + 6) + part.slice(4);
  });
}
