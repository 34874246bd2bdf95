/// The scripts of pages: plain ones, without any library. Whatever they show stands in the document or its data.
enum PageScript {
    /// Sorts, filters and pages the table of trials.
    static let table = #"""
        'use strict';
        const page = {size: 100, shown: [], state: {column: -1, down: false, filter: '', first: 0, marked: new Set(), at: null}};
        page.cut = (text, length) => { const all = [...text.slice(0, 2 * length)]; return all.length > length || text.length > 2 * length ? all.slice(0, length - 1).join('') + '…' : text; };
        page.make = (name, text, style) => { const made = document.createElement(name); if (text !== undefined) made.textContent = text; if (style) made.className = style; return made; };
        page.find = id => document.getElementById(id);
        page.start = () => {
          const data = page.data = JSON.parse(page.find('data').textContent);
          page.places = new Map(data.names.map((name, row) => [name, row]));
          page.words = data.names.map((name, row) => data.cells.map(column => column[row]).join('\n').toLowerCase());
          document.body.classList.add('scripted');
          for (const controls of document.querySelectorAll('.controls')) controls.hidden = false;
          document.querySelectorAll('#table th').forEach((head, column) => {
            const button = page.make('button', head.textContent);
            button.type = 'button';
            button.addEventListener('click', () => page.sort(column));
            head.replaceChildren(button);
          });
          const filter = page.find('filter');
          filter.value = page.state.filter;
          filter.addEventListener('input', () => { page.state.filter = filter.value; page.state.first = 0; page.order(); });
          page.find('clear').addEventListener('click', () => { page.state.marked.clear(); page.order(); });
          page.choice();
          page.link();
          page.order();
        };
        page.choice = () => {
          const label = page.make('label', 'Sort by ', 'narrow'), choice = page.make('select');
          page.data.columns.forEach((column, place) => {
            for (const down of [false, true]) {
              const option = page.make('option', column.title + (down ? ' ▼' : ' ▲'));
              option.value = place + (down ? 'd' : 'a');
              choice.append(option);
            }
          });
          choice.addEventListener('change', () => { page.state.column = parseInt(choice.value); page.state.down = choice.value.endsWith('d'); page.order(); });
          label.append(choice);
          page.find('filter').closest('p').insertBefore(label, page.find('count'));
        };
        page.sort = column => {
          const state = page.state;
          if (state.column === column && state.down) { state.column = -1; state.down = false; }
          else { state.down = state.column === column; state.column = column; }
          state.first = 0;
          page.order();
        };
        page.tests = text => (text.match(/"[^"]*"\S*|\S+/g) || []).map(word => {
          const parts = /^"?(.+?)"?(>=|<=|!=|=|<|>)(.+)$/.exec(word), data = page.data;
          const column = parts ? data.columns.findIndex(c => [c.name, c.title].some(n => n.toLowerCase() === parts[1].toLowerCase())) : -1;
          if (column < 0) { const part = word.replaceAll('"', '').toLowerCase(); return row => page.words[row].includes(part); }
          const wanted = parts[3].replaceAll('"', ''), number = Number(wanted), values = data.values[column];
          const value = row => values && !Number.isNaN(number) ? values[row] : data.cells[column][row].toLowerCase();
          const other = values && !Number.isNaN(number) ? number : wanted.toLowerCase();
          const compare = {'=': (a, b) => a === b, '!=': (a, b) => a !== b, '<': (a, b) => a < b, '<=': (a, b) => a <= b, '>': (a, b) => a > b, '>=': (a, b) => a >= b}[parts[2]];
          return row => value(row) !== null && value(row) !== '' && compare(value(row), other);
        });
        page.order = () => {
          const {data, state} = page, tests = page.tests(state.filter), all = data.names.length;
          page.shown = [];
          for (let row = 0; row < all; row++) if (tests.every(test => test(row))) page.shown.push(row);
          if (state.column >= 0) {
            const values = data.values[state.column] || data.cells[state.column], sign = state.down ? -1 : 1;
            const isEmpty = value => value === null || value === '';
            page.shown.sort((a, b) => {
              const x = values[a], y = values[b];
              if (isEmpty(x) || isEmpty(y)) return isEmpty(x) - isEmpty(y) || a - b;
              return (x < y ? -sign : x > y ? sign : 0) || a - b;
            });
          }
          document.querySelectorAll('#table th').forEach((head, column) => {
            if (column === state.column) head.setAttribute('aria-sort', state.down ? 'descending' : 'ascending'); else head.removeAttribute('aria-sort');
          });
          page.dim(new Set(page.shown), page.shown.length < all);
          page.show();
        };
        page.show = () => {
          const {data, state, shown} = page, first = Math.min(state.first, Math.max(0, shown.length - 1));
          const rows = shown.slice(first, first + page.size).map(row => {
            const line = page.make('tr', undefined, data.roles[row]);
            line.dataset.row = row;
            line.tabIndex = -1;
            data.columns.forEach((column, place) => line.append(page.make('td', page.cut(data.cells[place][row], 60), column.number ? 'n' : '')));
            if (state.marked.has(data.names[row])) { line.classList.add('marked'); line.setAttribute('aria-selected', 'true'); }
            return line;
          });
          const current = rows.find(line => data.names[line.dataset.row] === state.at) || rows[0];
          if (current) current.tabIndex = 0;
          document.querySelector('#table tbody').replaceChildren(...rows);
          page.find('count').textContent = shown.length === data.names.length ? `${shown.length} rows` : `${shown.length} of ${data.names.length} rows`;
          page.find('clear').hidden = !state.marked.size;
          page.turn(first);
          page.showMarked();
        };
        page.turn = first => {
          const place = page.find('pages'), last = Math.min(first + page.size, page.shown.length);
          place.hidden = page.shown.length <= page.size;
          const button = (text, to) => { const made = page.make('button', text); made.type = 'button'; made.disabled = to === null; made.addEventListener('click', () => { page.state.first = to; page.show(); page.find('trials').scrollIntoView(); }); return made; };
          place.replaceChildren(button('Back', first > 0 ? Math.max(0, first - page.size) : null), ` rows ${first + 1} to ${last} of ${page.shown.length} `, button('On', last < page.shown.length ? last : null));
        };

        """#
}
