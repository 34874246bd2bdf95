extension PageScript {
    /// Asks for a newer version of the page every two seconds, and puts it in place without losing the reader's own.
    static let live = #"""
        (() => {
          let tag = document.body.dataset.tag || '', isBusy = false;
          const keep = () => [...document.querySelectorAll('details[open]')].map(one => one.closest('[id]')?.id);
          const replace = text => {
            const fresh = new DOMParser().parseFromString(text, 'text/html'), open = keep(), {scrollX, scrollY} = window;
            const field = document.activeElement === document.getElementById('filter') ? [document.activeElement.selectionStart, document.activeElement.selectionEnd] : null;
            const at = document.activeElement.closest && document.activeElement.closest('#table tbody tr') ? page.state.at : null;
            for (const name of ['style', 'header', 'main', '#data']) {
              const [old, other] = [document.querySelector(name), fresh.querySelector(name)];
              if (old && other) old.replaceWith(document.adoptNode(other));
            }
            document.title = fresh.title;
            for (const id of open) { const one = id && document.getElementById(id)?.querySelector('details'); if (one) one.open = true; }
            if (document.getElementById('data')) page.start();
            scrollTo(scrollX, scrollY);
            if (field) { const filter = document.getElementById('filter'); filter.focus({preventScroll: true}); filter.setSelectionRange(...field); }
            if (at) { const line = document.querySelector('#table tr[tabindex="0"]'); if (line) line.focus({preventScroll: true}); }
          };
          const say = text => {
            let place = document.getElementById('connection');
            if (!place) { place = document.createElement('p'); place.id = 'connection'; place.className = 'note'; place.setAttribute('role', 'status'); document.querySelector('footer').prepend(place); }
            if (place.textContent !== text) place.textContent = text;
          };
          const look = async () => {
            if (isBusy || document.hidden) return;
            isBusy = true;
            try {
              const answer = await fetch(location.pathname, {headers: tag ? {'If-None-Match': tag} : {}, cache: 'no-store'});
              if (answer.status === 200) { const text = await answer.text(); tag = answer.headers.get('ETag') || ''; replace(text); }
              say(answer.ok || answer.status === 304 ? 'Live: looks for news every two seconds.' : `The server answered ${answer.status}.`);
            } catch { say('The server has ended: this is the last that it showed.'); }
            isBusy = false;
          };
          setInterval(look, 2000);
        })();

        """#
}
