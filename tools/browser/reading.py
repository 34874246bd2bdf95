"""Reads the numbers of a page's plots back from the document, by its axes."""

READ = r"""
const scale = (svg, name) => {
  const parts = (svg.getAttribute('data-' + name) || '').split(' ');
  if (parts.length !== 5) return null;
  const [low, high, start, end] = parts.slice(1).map(Number);
  const share = place => (place - start) / (end - start);
  return parts[0] === 'log' ? place => low * Math.pow(high / low, share(place)) : place => low + (high - low) * share(place);
};
// Where the middle of a mark is: shapes begin at their top.
const above = {chosen: 6, best: 5.5, failed: 3};
const marks = (id, selector = '.m') => {
  const svg = document.querySelector('#' + id + '>svg'), x = scale(svg, 'x'), y = scale(svg, 'y');
  return [...svg.querySelectorAll(selector)].map(mark => {
    let cx, cy;
    if (mark.tagName === 'circle') { cx = +mark.getAttribute('cx'); cy = +mark.getAttribute('cy'); }
    else {
      const at = /^M(-?[\d.]+) (-?[\d.]+)/.exec(mark.getAttribute('d'));
      const role = Object.keys(above).find(name => mark.classList.contains(name));
      cx = +at[1]; cy = +at[2] + (role ? above[role] : 0);
    }
    return {row: +mark.dataset.r, x: x && x(cx), y: y && y(cy), role: mark.getAttribute('class')};
  });
};
"""

# The middle of a line's last point; its first one is at the top.
LAST = r"""
const svg = document.querySelector('#' + arguments[0] + '>svg'), x = scale(svg, 'x');
return [...svg.querySelectorAll('.m.line')].map(line => {
  const at = /[ML](-?[\d.]+) (-?[\d.]+)(?:h0)?$/.exec(line.getAttribute('d'));
  return {row: +line.dataset.r, x: x(+at[1]), y: scale(svg, 'y') && scale(svg, 'y')(+at[2])};
});
"""

NAMES = "return JSON.parse(document.getElementById('data').textContent).names"

# Texts of one drawing whose boxes lie over each other.
OVERLAPS = r"""
const found = [];
for (const svg of document.querySelectorAll('figure>svg')) {
  const boxes = [...svg.querySelectorAll('text:not(.count)')].filter(one => one.textContent.trim()).map(one => [one.textContent, one.getBoundingClientRect()]);
  for (let i = 0; i < boxes.length; i++) for (let j = i + 1; j < boxes.length; j++) {
    const [a, b] = [boxes[i][1], boxes[j][1]];
    const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left), high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
    if (wide > 1 && high > Math.min(a.height, b.height) * 0.35) found.push(`${svg.parentNode.id}: ${boxes[i][0]} | ${boxes[j][0]}`);
  }
  const frame = svg.getBoundingClientRect();
  for (const [text, box] of boxes) if (box.left < frame.left - 1 || box.right > frame.right + 1) found.push(`${svg.parentNode.id}: ${text} is cut off`);
}
return found;
"""

WIDE = r"""
const width = document.documentElement.clientWidth, found = [];
if (document.documentElement.scrollWidth > width) found.push(`the page is ${document.documentElement.scrollWidth} wide`);
for (const one of document.querySelectorAll('body *:not(.skip)')) {
  const box = one.getBoundingClientRect();
  if (box.width && box.right > width + 1 && !one.closest('thead') && !one.closest('#tip')) found.push(`${one.tagName}.${one.className} ${(one.textContent || '').slice(0, 40)} ends at ${box.right}`);
}
return found.slice(0, 10);
"""

SMALLEST_TEXT = r"""
return Math.min(...[...document.querySelectorAll('figure>svg text')].map(one => parseFloat(getComputedStyle(one).fontSize) * one.getScreenCTM().a));
"""
