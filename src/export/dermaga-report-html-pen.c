#include "config.h"

#include "export/dermaga-report-pen.h"

/*
 * One page that needs nothing else and cannot do anything: no script, no picture, no font, no
 * link but to places within it. The policy says so to the browser as well.
 */
#define POLICY "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"

/* Colours: at least 4.5 to 1 on their ground, in light and in dark. Narrow screens get one fact
 * below the other, each with the heading of its column before it. */
static const char style[] =
  ":root{color-scheme:light dark;--ground:#fff;--box:#f6f5f4;--ink:#1e1e1e;--faint:#5e5c64;"
  "--line:#d0cdc9;--good:#1a6b38;--warning:#8a4b00;--bad:#a51d2d;--link:#1a5fb4}\n"
  "@media(prefers-color-scheme:dark){:root{--ground:#1e1e1e;--box:#2a2a2a;--ink:#f0f0f0;"
  "--faint:#b3b0ac;--line:#4a4a4a;--good:#7bd99a;--warning:#f5b95f;--bad:#ff9490;"
  "--link:#8ab8ff}}\n"
  "*{box-sizing:border-box}\n"
  "body{margin:0 auto;max-width:60rem;padding:1.5rem;background:var(--ground);color:var(--ink);"
  "font:1rem/1.5 system-ui,sans-serif;overflow-wrap:anywhere}\n"
  "h1{font-size:1.7rem;line-height:1.25;margin:0 0 1rem}\n"
  "h2{font-size:1.3rem;margin:2.2rem 0 .6rem;padding-bottom:.2rem;"
  "border-bottom:1px solid var(--line)}\n"
  "h3{font-size:1.05rem;margin:1.4rem 0 .3rem}\n"
  "p{margin:.3rem 0}\n"
  "a{color:var(--link)}\n"
  ".box{background:var(--box);border:1px solid var(--line);border-left:.4rem solid var(--faint);"
  "border-radius:.4rem;padding:.7rem 1rem;margin:.7rem 0}\n"
  ".box h3{margin-top:0}\n"
  ".box.good{border-left-color:var(--good)}.box.warning{border-left-color:var(--warning)}"
  ".box.bad{border-left-color:var(--bad)}\n"
  ".good{color:var(--good)}.warning{color:var(--warning)}.bad{color:var(--bad)}"
  ".faint{color:var(--faint)}\n"
  ".box{color:var(--ink)}\n"
  "table{border-collapse:collapse;width:100%;margin:.5rem 0}\n"
  "th,td{text-align:start;vertical-align:top;padding:.3rem .6rem .3rem 0;"
  "border-bottom:1px solid var(--line);font-weight:normal}\n"
  "thead th{font-weight:600;color:var(--faint)}\n"
  ".facts th{width:11rem;color:var(--faint)}\n"
  ".facts th,.facts td{border-bottom:0;padding-top:.1rem;padding-bottom:.1rem}\n"
  ".rows th{font-weight:600}.rows tbody th{min-width:11rem}\n"
  ".rows thead th,.rows td{overflow-wrap:break-word}\n"
  ".rows td.faint{overflow-wrap:anywhere;min-width:5rem}\n"
  ".dialogue{background:var(--box);border:1px solid var(--line);font-family:ui-monospace,monospace;"
  "font-size:.85rem}\n"
  ".dialogue th,.dialogue td{padding:.1rem .6rem}\n"
  ".dialogue th:first-child{white-space:nowrap;width:1%;text-align:end;color:var(--faint)}\n"
  ".dialogue th:nth-child(2),.dialogue td:nth-child(2){white-space:nowrap;width:1%}\n"
  "@media(max-width:44rem){body{padding:1rem}\n"
  ".rows thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}\n"
  ".rows,.rows tbody,.rows tr,.rows th,.rows td,.facts,.facts tbody,.facts tr,.facts th,.facts td"
  "{display:block;width:auto}\n"
  ".rows tr{border-bottom:1px solid var(--line);padding:.5rem 0}\n"
  ".rows tbody th,.rows td{border-bottom:0;padding:.05rem 0;min-width:0;overflow-wrap:anywhere}\n"
  ".rows td[data-label]:not(:empty)::before{content:attr(data-label) \"\\2002\";"
  "color:var(--faint)}\n"
  ".facts td{padding-bottom:.4rem}\n"
  ".dialogue th,.dialogue td{padding:.1rem .3rem}}\n"
  "@media print{:root{--ground:#fff;--box:#fff;--ink:#000;--faint:#444;--line:#999;--good:#1a6b38;"
  "--warning:#8a4b00;--bad:#a51d2d;--link:#000}body{max-width:none;padding:0;font-size:10pt}"
  "h2,h3{break-after:avoid}tr,.box{break-inside:avoid}a{text-decoration:none}}\n";

static const char *
tone_class (DermagaTone tone)
{
  switch (tone)
    {
    case DERMAGA_TONE_PLAIN:
      return "plain";
    case DERMAGA_TONE_GOOD:
      return "good";
    case DERMAGA_TONE_WARNING:
      return "warning";
    case DERMAGA_TONE_BAD:
      return "bad";
    case DERMAGA_TONE_FAINT:
      return "faint";
    }
  g_assert_not_reached ();
}

static const char *
table_class (DermagaTable kind)
{
  switch (kind)
    {
    case DERMAGA_TABLE_FACTS:
      return "facts";
    case DERMAGA_TABLE_ROWS:
      return "rows";
    case DERMAGA_TABLE_DIALOGUE:
      return "dialogue";
    }
  g_assert_not_reached ();
}

/* The one way by which text gets into the page. */
static void
append_text (GString *out, const char *text)
{
  g_autofree char *escaped = g_markup_escape_text (text, -1);

  g_string_append (out, escaped);
}

static void
begin (DermagaPen *pen, const char *title, const char *language)
{
  GString *out = pen->out;

  g_string_append (out, "<!DOCTYPE html>\n<html lang=\"");
  append_text (out, language);
  g_string_append (out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"" POLICY "\">\n"
                        "<meta name=\"referrer\" content=\"no-referrer\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        "<title>");
  append_text (out, title);
  g_string_append_printf (out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
}

static void
end (DermagaPen *pen)
{
  g_string_append (pen->out, "</main>\n</body>\n</html>\n");
}

static void
heading (DermagaPen *pen, guint level, guint anchor, const char *text)
{
  if (anchor > 0)
    g_string_append_printf (pen->out, "<h%u id=\"row-%u\">%u. ", level, anchor, anchor);
  else
    g_string_append_printf (pen->out, "<h%u>", level);
  append_text (pen->out, text);
  g_string_append_printf (pen->out, "</h%u>\n", level);
}

static void
paragraph (DermagaPen *pen, DermagaTone tone, const char *text)
{
  if (tone == DERMAGA_TONE_PLAIN)
    g_string_append (pen->out, "<p>");
  else
    g_string_append_printf (pen->out, "<p class=\"%s\">", tone_class (tone));
  append_text (pen->out, text);
  g_string_append (pen->out, "</p>\n");
}

static void
table (DermagaPen *pen, DermagaTable kind, const char *const *columns, guint n_columns)
{
  g_string_append_printf (pen->out, "<table class=\"%s\">\n", table_class (kind));
  if (n_columns > 0)
    {
      g_string_append (pen->out, "<thead><tr>");
      for (guint i = 0; i < n_columns; i++)
        {
          g_string_append (pen->out, "<th scope=\"col\">");
          append_text (pen->out, columns[i]);
          g_string_append (pen->out, "</th>");
        }
      g_string_append (pen->out, "</tr></thead>\n");
    }
  g_string_append (pen->out, "<tbody>\n");
}

static void
end_table (DermagaPen *pen)
{
  g_string_append (pen->out, "</tbody>\n</table>\n");
}

static void
append_cell (DermagaPen *pen, const DermagaCell *cell)
{
  if (cell->anchor > 0)
    g_string_append_printf (pen->out, "<a href=\"#row-%u\">", cell->anchor);
  append_text (pen->out, cell->text);
  if (cell->anchor > 0)
    g_string_append (pen->out, "</a>");
}

static void
row (DermagaPen *pen, const DermagaCell *cells, guint n_cells)
{
  g_string_append (pen->out, "<tr>");
  for (guint i = 0; i < n_cells; i++)
    {
      const char *tag = i == 0 ? "th" : "td";

      g_string_append_printf (pen->out, "<%s%s", tag, i == 0 ? " scope=\"row\"" : "");
      if (cells[i].tone != DERMAGA_TONE_PLAIN)
        g_string_append_printf (pen->out, " class=\"%s\"", tone_class (cells[i].tone));
      if (pen->table == DERMAGA_TABLE_ROWS && i > 0 && i < pen->n_columns)
        {
          g_string_append (pen->out, " data-label=\"");
          append_text (pen->out, pen->columns[i]);
          g_string_append_c (pen->out, '"');
        }
      g_string_append_c (pen->out, '>');
      append_cell (pen, &cells[i]);
      g_string_append_printf (pen->out, "</%s>", tag);
    }
  g_string_append (pen->out, "</tr>\n");
}

static void
begin_box (DermagaPen *pen, DermagaTone tone)
{
  g_string_append_printf (pen->out, "<section class=\"box %s\">\n", tone_class (tone));
}

static void
end_box (DermagaPen *pen)
{
  g_string_append (pen->out, "</section>\n");
}

const DermagaPenClass dermaga_html_pen = {
  .begin = begin,
  .end = end,
  .heading = heading,
  .paragraph = paragraph,
  .table = table,
  .row = row,
  .end_table = end_table,
  .begin_box = begin_box,
  .end_box = end_box,
};
