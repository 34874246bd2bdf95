/// The look of pages, on paper too. Colours are told apart by those who see fewer of them; shapes tell the same.
enum PageStyle {
    /// Of every page.
    static let base = #"""
        :root{color-scheme:light dark;--bg:#f6f7f8;--card:#fff;--ink:#1b1f24;--soft:#586271;--line:#dbe0e6;--accent:#0b5c94;
        --chosen:#c84b00;--best:#1b1f24;--tied:#0072b2;--other:#98a2ae;--failed:#a8326d;--band:#0072b21c;--row:#0072b20f;
        --pair:#c98500;--on:#e69f00;--s0:#dce3ea;--s1:#c1d0df;--s2:#9dbad4;--s3:#70a1c8;--s4:#3f83b7;--s5:#1a639c;--s6:#083e70;
        --dark:#fff;--pale:#1b1f24}
        @media (prefers-color-scheme:dark){:root{--bg:#12161b;--card:#1a2027;--ink:#e7ebef;--soft:#a3aebb;--line:#313a45;
        --accent:#7cc0ee;--chosen:#ff8a4c;--best:#f4f6f8;--tied:#5db4ea;--other:#6b7785;--failed:#ee82b4;--band:#5db4ea26;
        --row:#5db4ea14;--pair:#e0a83a;--on:#ffd166;--s0:#2b3540;--s1:#2d465c;--s2:#2d5b7d;--s3:#31739e;--s4:#418fbe;--s5:#6db2d9;
        --s6:#bde0f4;--dark:#0d1117;--pale:#e7ebef}}
        *{box-sizing:border-box}
        body{margin:0 auto;max-width:1400px;padding:20px 24px 40px;background:var(--bg);color:var(--ink);
        font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;overflow-wrap:anywhere}
        h1{font-size:1.7rem;line-height:1.2;margin:.2em 0 .3em;letter-spacing:-.01em}
        h2{font-size:1.15rem;margin:0 0 .6em}h3{font-size:1rem;margin:1.2em 0 .3em}
        p{margin:.4em 0}a{color:var(--accent)}
        header{margin-bottom:18px}.facts-line,.constants,.note,footer{color:var(--soft)}
        .constants span{display:inline-block;margin-right:.8em}.constants b{color:var(--ink);font-weight:600}
        .note{font-size:.85rem;max-width:80ch}
        section{margin:0 0 18px;background:var(--card);border:1px solid var(--line);border-radius:10px;padding:18px 20px}
        section>p,section li{max-width:90ch}
        pre{margin:.6em 0;padding:.6em .8em;background:var(--bg);border-radius:6px;white-space:pre-wrap}
        code,kbd,.mono{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:.92em}
        kbd{border:1px solid var(--line);border-radius:4px;padding:0 .35em}
        .skip{position:absolute;left:-9999px}.skip:focus{left:12px;top:8px;background:var(--card);padding:.4em .8em;z-index:9}
        :focus-visible{outline:2px solid var(--accent);outline-offset:2px}
        footer{font-size:.85rem;text-align:right}
        table{border-collapse:collapse;width:100%;font-size:.9rem;font-variant-numeric:tabular-nums}
        caption{text-align:left;color:var(--soft);padding:.3em 0}
        th,td{text-align:left;padding:.3em .6em;border-bottom:1px solid var(--line);vertical-align:top}
        th{font-weight:600}.n{text-align:right}
        button,input,select{font:inherit;color:inherit;background:var(--bg);border:1px solid var(--line);border-radius:6px;padding:.25em .6em}
        button{cursor:pointer}
        @media (max-width:700px){body{padding:10px 8px 30px}section{padding:14px 10px}h1{font-size:1.35rem}}
        @media print{body{max-width:none;background:#fff}section{border:0;padding:0;break-inside:avoid-page}
        .controls,.skip,#picked{display:none!important}}
        """#

    /// Of pages with drawings and a table of trials.
    static let plots = answer + figures + marks + trials

    /// Of the list of sweeps: on a narrow screen each one is a block.
    static let index = #"""
        .index td:first-child{font-weight:600}
        @media (max-width:700px){.index thead{display:none}.index td{display:block;border:0;padding:.1em 0}
        .index tr{display:block;border-bottom:1px solid var(--line);padding:.5em 0}.index td:empty{display:none}}
        """#

    private static let answer = #"""
        .answer{border-left:5px solid var(--chosen)}.answer h2{color:var(--soft);font-size:.95rem;font-weight:600;margin:0}
        .lead{font-size:1.5rem;line-height:1.3;font-weight:650;margin:.15em 0}.rule{font-size:1.02rem}
        dl.facts{display:grid;grid-template-columns:repeat(auto-fit,minmax(170px,1fr));gap:14px 22px;margin:16px 0 0}
        .facts dt{color:var(--soft);font-size:.85rem}.facts dd{margin:0;font-size:1.3rem;font-weight:600;font-variant-numeric:tabular-nums}
        .facts small{display:block;font-size:.82rem;font-weight:400;color:var(--soft)}
        .findings{margin:0;padding-left:1.2em}.group{margin:26px 0 10px}
        """#

    private static let figures = #"""
        .plots{display:grid;grid-template-columns:repeat(auto-fit,minmax(min(100%,350px),1fr));gap:24px 32px;align-items:start}
        .panels{display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,260px),1fr));gap:18px 24px;margin-bottom:20px}
        figure{margin:0;min-width:0}.stack{display:grid;gap:18px;align-content:start;min-width:0}.stack p,.stack h3{margin:0}.plots>.plot,.stack>.plot{max-width:480px}figcaption{font-weight:600;margin-bottom:4px}
        .plot>svg{display:block;width:100%;height:auto;overflow:hidden}
        .absent p{color:var(--soft);max-width:60ch}
        .numbers summary{color:var(--accent);cursor:pointer;font-size:.85rem}
        .numbers table{margin:.3em 0;font-size:.82rem}.numbers td,.numbers th{padding:.15em .4em}
        #long li{white-space:pre-wrap;max-height:8em;overflow:auto}
        .legend{font-size:.85rem;color:var(--soft)}.legend span{display:inline-flex;align-items:center;gap:.3em;margin-right:.9em}
        .key{width:16px;height:16px}
        """#

    private static let marks = #"""
        svg text{font:11.5px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans",sans-serif;fill:var(--ink)}
        svg .tick{fill:var(--soft);font-size:11px;font-variant-numeric:tabular-nums}svg .title{fill:var(--soft);font-size:12px}
        svg .strong{fill:var(--ink);font-weight:600}svg .value{font-size:11.5px;font-weight:600}svg .mono{font-family:ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace;font-size:10.5px}
        svg .halo{paint-order:stroke;stroke:var(--card);stroke-width:4px;stroke-linejoin:round}
        .grid{stroke:var(--line);stroke-width:1;fill:none}.axis{stroke:var(--soft);stroke-width:1;fill:none}
        .reference{stroke:var(--soft);stroke-dasharray:4 3;fill:none}.steps{stroke:var(--chosen);stroke-width:2;fill:none}
        .m{fill:var(--other);stroke:var(--card);stroke-width:.8}.m.other{fill-opacity:.75}
        .m.tied{fill:var(--tied)}.m.best{fill:var(--best)}.m.chosen{fill:var(--chosen)}.m.front{fill:var(--tied)}
        .m.failed{fill:none;stroke:var(--failed);stroke-width:1.6}
        .whisker{stroke:var(--soft);stroke-width:1.3;fill:none}.whisker.strong{stroke:var(--chosen);stroke-width:3}
        .band{fill:var(--band)}.tiedrow{fill:var(--row)}.bar{fill:var(--tied)}.bar.pair{fill:var(--pair)}
        .m.line{fill:none;stroke-width:1.2;stroke-opacity:.8;stroke-linecap:round}.line.s6{stroke-width:2}
        .cell,.swatch{stroke:var(--card);stroke-width:1}.cell.none{fill:var(--bg)}
        .s0{fill:var(--s0)}.s1{fill:var(--s1)}.s2{fill:var(--s2)}.s3{fill:var(--s3)}.s4{fill:var(--s4)}.s5{fill:var(--s5)}.s6{fill:var(--s6)}
        .line.s0{stroke:var(--s0)}.line.s1{stroke:var(--s1)}.line.s2{stroke:var(--s2)}.line.s3{stroke:var(--s3)}
        .line.s4{stroke:var(--s4)}.line.s5{stroke:var(--s5)}.line.s6{stroke:var(--s6)}
        svg text.count{font-size:11px;fill:var(--pale)}svg text.count.s4,svg text.count.s5,svg text.count.s6{fill:var(--dark)}
        .job{fill:var(--tied);fill-opacity:.75}.job.retry{fill:var(--pair);fill-opacity:1}
        .job.takenover{fill:none;stroke:var(--pair);stroke-width:1.5;stroke-dasharray:3 2}
        .lost{stroke:var(--failed);stroke-width:2;fill:none}
        [data-r]{cursor:pointer}.out{opacity:.07}.marked{stroke:var(--on)!important;stroke-width:2.2!important;stroke-opacity:1!important;opacity:1}
        .on{stroke:var(--on)!important;stroke-width:3!important;stroke-opacity:1!important;opacity:1}
        """#

    private static let trials = #"""
        .scroll{overflow-x:auto}#table td{min-width:9ch}#table td.n,#table th{min-width:4ch;white-space:nowrap}
        #table th button{all:unset;cursor:pointer;font-weight:600}#table th button:focus-visible{outline:2px solid var(--accent)}
        #table th[aria-sort=ascending] button::after{content:" ▲"}#table th[aria-sort=descending] button::after{content:" ▼"}
        #table tbody tr{scroll-margin-top:3em}#table tbody tr:hover,#table tr.on{background:var(--row)}
        #table tr.marked td:first-child{box-shadow:inset 4px 0 var(--on)}
        #table tr.tied td:first-child{box-shadow:inset 3px 0 var(--tied)}#table tr.chosen td:first-child{box-shadow:inset 3px 0 var(--chosen)}
        #table tr.best{font-weight:600}#table tr.failed td{color:var(--soft)}#table tr.marked td:first-child{box-shadow:inset 5px 0 var(--on)}
        .controls label{margin-right:.6em}#filter{width:min(28em,100%)}.narrow{display:none}.scripted .plain{display:none}
        #filter-help{display:block;margin-top:.3em}
        #picked{display:grid;grid-template-columns:repeat(auto-fill,minmax(230px,1fr));gap:10px}
        #picked dl{margin:0;border:1px solid var(--on);border-radius:8px;padding:8px 12px;font-size:.85rem;max-height:22em;overflow:auto}
        #picked dl div{display:flex;gap:.8em;justify-content:space-between}#picked dt{color:var(--soft)}#picked dd{margin:0;text-align:right;max-width:70%}
        #tip{position:fixed;pointer-events:none;z-index:8;background:var(--ink);color:var(--card);border-radius:6px;padding:.35em .6em;
        font-size:.82rem;max-width:260px;white-space:pre-line;left:0;top:0}#tip[hidden]{display:none}
        @media (max-width:700px){#table thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}
        #table,#table tbody{display:block}#table tr{display:block;border:1px solid var(--line);border-radius:8px;margin:0 0 8px;padding:6px 10px}
        #table td,#table td.n{display:flex;white-space:normal;justify-content:space-between;gap:1em;border:0;padding:.1em 0;text-align:right}
        #table td::before{color:var(--soft);text-align:left;max-width:60%}#table td:empty{display:none}.narrow{display:inline-block}
        #table tr td:first-child{box-shadow:none!important}#table tr.tied{border-left:4px solid var(--tied)}#table tr.chosen{border-left:4px solid var(--chosen)}
        #table tr.marked{border-left:5px solid var(--on)}}
        """#
}
