#include "config.h"

#include "practice/dermaga-practice-html.h"

#include "base/dermaga-text.h"
#include "practice/dermaga-practice-html-tag.h"

#include <string.h>

#define MAX_LINE 1000u
#define MAX_ADDRESS 400u
#define MAX_ALT 200u
/* Of what lies in each other only so much moves a line to the side. */
#define MAX_DEPTH 8u
/* Empty lines in a row. */
#define MAX_BREAKS 20u
/* A UTF-8 character has at most so many octets. */
#define OCTETS_PER_CHAR 4u

typedef enum {
  KIND_INLINE,
  KIND_LINE,
  KIND_PARAGRAPH,
  KIND_CELL,
  KIND_LEFT_OUT, /* with all that is inside */
} Kind;

typedef struct {
  const char *name;
  Kind kind;
} Element;

static const Element elements[] = {
  { "address", KIND_LINE },         { "article", KIND_LINE },      { "aside", KIND_LINE },
  { "blockquote", KIND_PARAGRAPH }, { "body", KIND_LINE },         { "br", KIND_LINE },
  { "caption", KIND_LINE },         { "center", KIND_LINE },       { "dd", KIND_LINE },
  { "div", KIND_LINE },             { "dl", KIND_PARAGRAPH },      { "dt", KIND_LINE },
  { "fieldset", KIND_LINE },        { "figcaption", KIND_LINE },   { "figure", KIND_LINE },
  { "footer", KIND_LINE },          { "form", KIND_LINE },         { "h1", KIND_PARAGRAPH },
  { "h2", KIND_PARAGRAPH },         { "h3", KIND_PARAGRAPH },      { "h4", KIND_PARAGRAPH },
  { "h5", KIND_PARAGRAPH },         { "h6", KIND_PARAGRAPH },      { "header", KIND_LINE },
  { "hr", KIND_PARAGRAPH },         { "iframe", KIND_LEFT_OUT },   { "legend", KIND_LINE },
  { "li", KIND_LINE },              { "main", KIND_LINE },         { "nav", KIND_LINE },
  { "noembed", KIND_LEFT_OUT },     { "noframes", KIND_LEFT_OUT }, { "ol", KIND_LINE },
  { "option", KIND_LINE },          { "p", KIND_PARAGRAPH },       { "pre", KIND_PARAGRAPH },
  { "script", KIND_LEFT_OUT },      { "section", KIND_LINE },      { "style", KIND_LEFT_OUT },
  { "table", KIND_LINE },           { "td", KIND_CELL },           { "template", KIND_LEFT_OUT },
  { "th", KIND_CELL },              { "title", KIND_LEFT_OUT },    { "tr", KIND_LINE },
  { "ul", KIND_LINE },
};

typedef struct {
  GString *out;
  gsize max;        /* of its octets */
  const char *image;
  guint n_remote;
  guint breaks;     /* line ends that are due before the next word */
  guint blanks;     /* likewise */
  gboolean marked;  /* an item's mark is due */
  guint quotes;
  guint lists;
  guint numbers[MAX_DEPTH]; /* of the last item; unused in lists without numbers */
  gboolean ordered[MAX_DEPTH];
  guint pre;
  char *href;       /* (nullable): of the link that is open */
  gsize link_start;
} Writer;

static Kind
get_kind (const char *name)
{
  for (guint i = 0; i < G_N_ELEMENTS (elements); i++)
    if (g_str_equal (elements[i].name, name))
      return elements[i].kind;
  return KIND_INLINE;
}

static gboolean
is_full (Writer *self)
{
  return self->out->len >= self->max;
}

static void
ask_breaks (Writer *self, guint count)
{
  self->breaks = MAX (self->breaks, count);
  self->blanks = 0;
}

static void
begin_line (Writer *self)
{
  guint depth = MIN (self->lists, MAX_DEPTH);

  for (guint i = 0; i < MIN (self->quotes, MAX_DEPTH); i++)
    g_string_append (self->out, "> ");
  for (guint i = self->marked ? 1 : 0; i < depth; i++)
    g_string_append (self->out, "   ");
  if (!self->marked)
    return;
  self->marked = FALSE;
  if (depth > 0 && self->ordered[depth - 1])
    g_string_append_printf (self->out, "%u. ", self->numbers[depth - 1]);
  else
    g_string_append (self->out, "•  ");
}

/* What is due between the last word and the next one. */
static void
catch_up (Writer *self)
{
  gboolean begins = self->out->len == 0 || self->breaks > 0;

  if (self->out->len == 0)
    self->breaks = 0;
  for (guint i = 0; i < MIN (self->breaks, MAX_BREAKS); i++)
    g_string_append_c (self->out, '\n');
  self->breaks = 0;
  if (begins)
    begin_line (self);
  else
    g_string_append_printf (self->out, "%*s", (int) self->blanks, "");
  self->blanks = 0;
}

static void
write_words (Writer *self, const char *text)
{
  for (; *text != '\0' && !is_full (self); text++)
    if (self->pre > 0 && *text == '\n')
      self->breaks++;
    else if (self->pre == 0 && g_ascii_isspace (*text))
      self->blanks = MAX (self->blanks, 1);
    else
      {
        if (self->breaks > 0 || self->blanks > 0 || self->out->len == 0)
          catch_up (self);
        g_string_append_c (self->out, *text);
      }
}

static gboolean
is_remote (const char *address)
{
  return g_ascii_strncasecmp (address, "http:", 5) == 0
         || g_ascii_strncasecmp (address, "https:", 6) == 0 || g_str_has_prefix (address, "//");
}

static void
write_image (Writer *self, const DermagaPracticeTag *tag)
{
  g_autofree char *alt = dermaga_text_make_safe (tag->alt != NULL ? tag->alt : "", -1, MAX_ALT);
  g_autofree char *src = dermaga_text_make_safe (tag->src != NULL ? tag->src : "", -1,
                                                 MAX_ADDRESS);
  gboolean remote = is_remote (g_strstrip (src));

  self->n_remote += remote;
  write_words (self, "[");
  write_words (self, self->image);
  if (*g_strstrip (alt) != '\0' || remote)
    write_words (self, ": ");
  write_words (self, alt);
  if (*alt != '\0' && remote)
    write_words (self, ", ");
  if (remote)
    write_words (self, src);
  write_words (self, "]");
}

static void
end_link (Writer *self)
{
  g_autofree char *href = g_steal_pointer (&self->href);
  g_autofree char *safe = NULL;
  const char *text;

  if (href == NULL || is_full (self))
    return;
  safe = dermaga_text_make_safe (href, -1, MAX_ADDRESS);
  g_strstrip (safe);
  text = self->out->str + MIN (self->link_start, self->out->len);
  text += strspn (text, " \n>");
  if (*safe == '\0' || *safe == '#' || g_str_equal (text, safe)
      || (g_ascii_strncasecmp (safe, "mailto:", 7) == 0 && g_str_equal (text, safe + 7)))
    return;
  if (*text != '\0')
    write_words (self, " ");
  write_words (self, "(");
  write_words (self, safe);
  write_words (self, ")");
}

static void
change_list (Writer *self, const DermagaPracticeTag *tag)
{
  if (tag->closing)
    {
      self->lists -= self->lists > 0;
      ask_breaks (self, self->lists > 0 ? 1 : 2);
      return;
    }
  ask_breaks (self, self->lists > 0 ? 1 : 2);
  if (self->lists < MAX_DEPTH)
    {
      self->numbers[self->lists] = 0;
      self->ordered[self->lists] = tag->name[0] == 'o';
    }
  self->lists++;
}

static void
begin_item (Writer *self)
{
  ask_breaks (self, 1);
  self->marked = TRUE;
  if (self->lists > 0)
    self->numbers[MIN (self->lists, MAX_DEPTH) - 1]++;
}

static void
change_count (guint *count, gboolean closing)
{
  if (!closing)
    (*count)++;
  else if (*count > 0)
    (*count)--;
}

static void
take_block (Writer *self, const DermagaPracticeTag *tag, Kind kind)
{
  const char *name = tag->name;

  if (g_str_equal (name, "br"))
    {
      self->breaks++;
      self->blanks = 0;
      return;
    }
  if (kind == KIND_CELL)
    self->blanks = MAX (self->blanks, 2);
  else
    ask_breaks (self, kind == KIND_PARAGRAPH ? 2 : 1);
  if (g_str_equal (name, "blockquote"))
    change_count (&self->quotes, tag->closing);
  else if (g_str_equal (name, "pre"))
    change_count (&self->pre, tag->closing);
  else if (g_str_equal (name, "ul") || g_str_equal (name, "ol"))
    change_list (self, tag);
  else if (g_str_equal (name, "li") && !tag->closing)
    begin_item (self);
  else if (g_str_equal (name, "hr"))
    {
      write_words (self, "―――");
      ask_breaks (self, 2);
    }
}

static void
take_inline (Writer *self, DermagaPracticeTag *tag)
{
  if (g_str_equal (tag->name, "img") && !tag->closing)
    write_image (self, tag);
  if (!g_str_equal (tag->name, "a"))
    return;
  end_link (self);
  if (!tag->closing)
    {
      self->href = g_steal_pointer (&tag->href);
      self->link_start = self->out->len;
    }
}

/* From the "<" on; where there is no tag the character is one of the text. */
static const char *
take_tag (Writer *self, const char *text, const char *end)
{
  g_auto (DermagaPracticeTag) tag = { "", FALSE, NULL, NULL, NULL };
  const char *behind = dermaga_practice_tag_read (&tag, text, end);
  Kind kind;

  if (behind == NULL)
    {
      write_words (self, "<");
      return text + 1;
    }
  kind = get_kind (tag.name);
  if (kind == KIND_LEFT_OUT)
    return tag.closing ? behind : dermaga_practice_tag_skip (&tag, behind, end);
  if (kind == KIND_INLINE)
    take_inline (self, &tag);
  else
    take_block (self, &tag, kind);
  return behind;
}

char *
dermaga_practice_html_to_text (const char *html, gsize length, const char *image, gsize max_chars,
                               guint *n_remote)
{
  g_autoptr (GString) out = g_string_new (NULL);
  Writer writer = { .out = out, .max = max_chars * OCTETS_PER_CHAR, .image = image };
  const char *end = html + length;

  while (html < end && !is_full (&writer))
    {
      const char *mark = memchr (html, '<', (gsize) (end - html));
      const char *stop = mark != NULL ? mark : end;
      g_autofree char *words = dermaga_practice_html_decode (html, (gsize) (stop - html));

      write_words (&writer, words);
      html = mark != NULL ? take_tag (&writer, mark, end) : end;
    }
  end_link (&writer);
  g_free (writer.href);
  if (n_remote != NULL)
    *n_remote = writer.n_remote;
  return dermaga_text_make_safe_lines (out->str, (gssize) out->len, max_chars, MAX_LINE);
}
