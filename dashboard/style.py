"""The page's own CSS, beside the theme of streamlit_config.toml: sizes, the figures, the panel."""

CSS = """
<style>
.block-container {padding: 3.6rem 1.4rem 1.5rem; max-width: none;}
[data-testid="stSidebarHeader"] {height: 2.4rem; margin-bottom: 0;}
[data-testid="stSidebarUserContent"] {padding-top: 0;}
.brand {font-size: 1.15rem; font-weight: 600; color: #17222c; margin: 0;}
[data-testid="stMainBlockContainer"] [data-testid="stVerticalBlock"] {gap: 0.55rem;}
iframe[title="streamlit_folium.st_folium"] {
  height: max(56vh, 380px) !important; border: 1px solid #d5dce2; border-radius: 4px;
}
/* Its buttons speak English only, and its download knows neither filters nor terms. */
[data-testid="stElementToolbar"] {display: none;}
.sentence {font-size: 0.95rem; color: #36414b; margin: 0; line-height: 1.35;}
.st-key-f_level [data-testid="stButtonGroup"] > div {flex-wrap: nowrap;}
.st-key-f_level button {padding: 0 min(0.75rem, 0.6vw); min-width: 0;}
.withheld {font-size: 0.8rem; color: #4a5560; margin: 0; line-height: 1.35;}
.figures {display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: 0 1.2rem;
  margin: 0 !important; padding: 0.35rem 0 !important;
  border-top: 1px solid #d5dce2; border-bottom: 1px solid #d5dce2;}
.figures div {min-width: 0;}
.figures dt {font-size: 0.75rem; color: #4a5560; font-weight: 400;}
.figures dd {margin: 0; font-size: 1.35rem; line-height: 1.25; font-variant-numeric: tabular-nums;
  color: #17222c;}
.figures dd small {display: block; min-height: 1.1rem; font-size: 0.75rem; line-height: 1.1rem;
  color: #4a5560;}
[data-testid="stSidebarUserContent"] [data-testid="stVerticalBlock"] {gap: 0.55rem;}
.figures div {margin: 0; padding: 0;}
.record {font-size: 0.86rem; line-height: 1.4; overflow-wrap: anywhere;}
.record h3 {font-size: 1.02rem; margin: 0 0 0.2rem; padding: 0;}
.record h4 {font-size: 0.86rem; margin: 0.5rem 0 0.1rem; padding: 0;}
.record p {margin: 0 0 0.4rem;}
.record .text {margin: 0.4rem 0;}
.record .note:empty, .record .text:empty {display: none;}
.record .note {color: #4a5560;}
article.record dl {display: grid; grid-template-columns: minmax(5.5rem, 34%) 1fr;
  gap: 0.15rem 0.6rem; margin: 0; padding: 0 !important;}
.record dt {color: #4a5560;}
.record dd {margin: 0;}
.record ul {margin: 0; padding-left: 1.1rem;}
.record h5 {font-size: 0.8rem; font-weight: 600; margin: 0; padding: 0; color: #36414b;}
table.reports {width: 100%; margin: 0.4rem 0; border-collapse: collapse; font-size: 0.8rem;
  font-variant-numeric: tabular-nums;}
.reports th, .reports td {padding: 0.12rem 0.5rem 0.12rem 0; border: 0; text-align: left;
  border-bottom: 1px solid #e3e8ec; font-weight: 400; vertical-align: top;}
.reports td, .reports thead th {overflow-wrap: normal;}
.reports thead th, .reports small {color: #4a5560; font-size: 0.75rem;}
.report {border-top: 1px solid #d5dce2; padding-top: 0.4rem;}
.link {border-left: 3px solid #d5dce2; padding-left: 0.6rem; font-size: 0.8rem;}
.st-key-as_of {background: #fdf3dc; border: 1px solid #d9b25a; border-radius: 4px;
  padding: 0.15rem 0.8rem; gap: 0.2rem 1rem; margin-top: 0.6rem;}
.st-key-as_of button {min-height: 0; padding: 0.1rem 0.7rem;}
.st-key-as_of p {margin: 0; font-size: 0.95rem; font-weight: 600; color: #4d3a08;}
.st-key-panel {max-height: calc(max(56vh, 380px) + 180px); overflow-y: auto; padding-right: 0.3rem;}
dl.tally {display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.1rem 0.8rem;
  margin: 0 !important; padding: 0.3rem 0 !important; border-top: 1px solid #d5dce2;
  border-bottom: 1px solid #d5dce2;}
.tally dt {font-size: 0.75rem; color: #4a5560; font-weight: 400;}
.tally dd {margin: 0; font-size: 1.2rem; line-height: 1.25; font-variant-numeric: tabular-nums;}
.tally i {display: inline-block; width: 11px; height: 11px; margin-right: 5px;
  background: var(--colour);}
.tally i.added {border-radius: 50%; background:
  linear-gradient(#fff, #fff) center / 7px 1.6px no-repeat,
  linear-gradient(#fff, #fff) center / 1.6px 7px no-repeat, var(--colour);}
.tally i.revised {clip-path: polygon(50% 0, 100% 50%, 50% 100%, 0 50%);}
.tally i.re_placed {clip-path: polygon(50% 0, 100% 100%, 0 100%, 50% 0, 50% 38%, 24% 86%,
  76% 86%, 50% 38%);}
.tally i.deleted {clip-path: polygon(18% 0, 50% 32%, 82% 0, 100% 18%, 68% 50%,
  100% 82%, 82% 100%, 50% 68%, 18% 100%, 0 82%, 32% 50%, 0 18%);}
.change del {color: #6b2f2f; text-decoration: line-through; text-decoration-thickness: 1px;}
.change ins {text-decoration: none; font-weight: 600;}
@media (max-width: 640px) {
  .block-container {padding: 4.1rem 0.8rem 1rem;}
  .figures {grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.3rem 0.8rem;}
  .figures dd {font-size: 1.15rem;}
  .st-key-panel {max-height: none;}
}
</style>
"""
