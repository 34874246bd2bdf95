extension PageScript {
    /// Highlights a row and its marks in all drawings together, by pointer and by keyboard.
    static let links = #"""
        page.link = () => {
          page.marks = new Map();
          for (const mark of document.querySelectorAll('main [data-r]')) {
            mark.rows = mark.dataset.r.split(' ').map(Number);
            for (const row of mark.rows) { if (!page.marks.has(row)) page.marks.set(row, []); page.marks.get(row).push(mark); }
          }
          page.lit = [];
          for (const [name, row] of page.places) if (page.state.marked.has(name)) for (const mark of page.marks.get(row) || []) mark.classList.add('marked');
          const main = document.querySelector('main'), body = document.querySelector('#table tbody');
          main.addEventListener('pointerover', event => {
            const mark = event.target.closest('[data-r]'), line = event.target.closest('#table tbody tr');
            page.light(mark ? mark.rows : line ? [Number(line.dataset.row)] : []);
            page.tell(mark, event);
          });
          main.addEventListener('pointerleave', () => { page.light([]); page.tell(null); });
          main.addEventListener('click', event => {
            const mark = event.target.closest('[data-r]'), line = event.target.closest('#table tbody tr');
            if (line) page.mark([Number(line.dataset.row)]);
            else if (mark) page.mark(mark.rows);
          });
          body.addEventListener('focusin', event => { const row = Number(event.target.dataset.row); page.state.at = page.data.names[row]; page.light([row]); });
          body.addEventListener('focusout', () => page.light([]));
          body.addEventListener('keydown', page.step);
        };
        page.light = rows => {
          for (const mark of page.lit) mark.classList.remove('on');
          page.lit = rows.flatMap(row => page.marks.get(row) || []);
          const wanted = new Set(rows.map(String));
          for (const line of document.querySelectorAll('#table tbody tr')) if (wanted.has(line.dataset.row)) page.lit.push(line);
          for (const mark of page.lit) mark.classList.add('on');
        };
        page.dim = (shown, isFiltered) => {
          for (const mark of document.querySelectorAll('main [data-r]')) mark.classList.toggle('out', isFiltered && !mark.rows.some(row => shown.has(row)));
        };
        page.mark = rows => {
          const names = rows.map(row => page.data.names[row]).filter(name => name !== undefined), {marked} = page.state;
          const isNew = !names.every(name => marked.has(name));
          for (const name of names) {
            if (isNew) marked.add(name); else marked.delete(name);
            for (const mark of page.marks.get(page.places.get(name)) || []) mark.classList.toggle('marked', isNew);
          }
          const at = document.activeElement.closest('#table tbody tr');
          page.show();
          if (at) { const line = document.querySelector(`#table tr[data-row="${at.dataset.row}"]`); if (line) line.focus(); }
        };
        page.showMarked = () => {
          const {data, state, places} = page, cards = [];
          for (const name of [...state.marked].slice(0, 12)) {
            const row = places.get(name);
            if (row === undefined) continue;
            const card = page.make('dl');
            data.columns.forEach((column, place) => {
              const text = data.cells[place][row];
              if (text === '') return;
              const pair = page.make('div');
              pair.append(page.make('dt', column.title), page.make('dd', text));
              card.append(pair);
            });
            cards.push(card);
          }
          page.find('picked').replaceChildren(...cards);
          for (const mark of document.querySelectorAll('main svg .marked')) if (!mark.rows.some(row => state.marked.has(data.names[row]))) mark.classList.remove('marked');
        };
        page.tell = (mark, event) => {
          let tip = page.find('tip');
          if (!tip) { tip = page.make('div'); tip.id = 'tip'; document.body.append(tip); }
          tip.hidden = !mark;
          if (!mark) return;
          const {data} = page, row = mark.rows[0];
          tip.textContent = mark.rows.length > 1 ? `${mark.rows.length} rows` : data.columns.map((column, place) => [column.title, data.cells[place][row] || '']).filter(pair => pair[1] !== '').slice(0, 9).map(pair => `${page.cut(pair[0], 24)}  ${page.cut(pair[1], 30)}`).join('\n');
          const box = tip.getBoundingClientRect();
          tip.style.left = Math.max(4, Math.min(event.clientX + 14, innerWidth - box.width - 4)) + 'px';
          tip.style.top = Math.max(4, event.clientY + 16 + box.height > innerHeight ? event.clientY - box.height - 10 : event.clientY + 16) + 'px';
        };
        page.step = event => {
          const line = event.target.closest('tr'), to = {ArrowDown: line.nextElementSibling, ArrowUp: line.previousElementSibling, Home: line.parentNode.firstElementChild, End: line.parentNode.lastElementChild}[event.key];
          if (to) { line.tabIndex = -1; to.tabIndex = 0; to.focus(); event.preventDefault(); }
          if (event.key === 'Enter' || event.key === ' ') { page.mark([Number(line.dataset.row)]); event.preventDefault(); }
        };
        document.addEventListener('keydown', event => {
          const isTyping = event.target.closest && event.target.closest('input, select, textarea');
          if (event.key === '/' && !isTyping && !event.ctrlKey && !event.metaKey) { page.find('filter').focus(); event.preventDefault(); }
          if (event.key === 'Escape') { page.state.marked.clear(); if (isTyping) { page.state.filter = page.find('filter').value = ''; page.state.first = 0; } page.order(); page.light([]); }
        });
        page.start();

        """#
}
