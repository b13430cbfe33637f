#include "config.h"

#include "base/dermaga-text.h"
#include "practice/dermaga-practice-html.h"

#include <string.h>

/* Pages of mails as plain text. */

#define MIB (1024u * 1024)

static void
assert_text (const char *html, const char *expected)
{
  g_autofree char *text = dermaga_practice_html_to_text (html, strlen (html), "image", 10000, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_words (void)
{
  assert_text ("", "");
  assert_text ("  Selamat \r\n\t pagi  ", "Selamat pagi");
  assert_text ("<b>ha</b><i>lo</i> dunia", "halo dunia");
  assert_text ("a<br>b<br/>c<BR />d", "a\nb\nc\nd");
  assert_text ("<p>satu</p><p>dua</p>", "satu\n\ndua");
  assert_text ("<div><div>satu</div></div><div>dua</div>", "satu\ndua");
  assert_text ("<h1>Judul</h1>isi", "Judul\n\nisi");
  assert_text ("<table><tr><td>Nama</td><td>Budi</td></tr><tr><td>Umur</td></tr></table>",
               "Nama  Budi\nUmur");
  assert_text ("<pre>a  b\n  c</pre>d", "a  b\n  c\n\nd");
  assert_text ("a<hr>b", "a\n\n―――\n\nb");
  assert_text ("1 < 2 <3 & 4 > 2", "1 < 2 <3 & 4 > 2");
}

static void
test_lists (void)
{
  assert_text ("Beli:<ul><li>beras<li>gula</ul>lalu pulang", "Beli:\n\n•  beras\n•  gula\n\nlalu "
                                                             "pulang");
  assert_text ("<ol><li>satu<ul><li>dalam</li></ul></li><li>dua</li></ol>",
               "1. satu\n   •  dalam\n2. dua");
  assert_text ("<ul><li>a<br>b</ul>", "•  a\n   b");
  assert_text ("<li>tanpa daftar", "•  tanpa daftar");
  assert_text ("</ul></ol></li></blockquote></pre>x", "x");
  assert_text ("<blockquote>kata<blockquote>nya</blockquote></blockquote>ya",
               "> kata\n\n> > nya\n\nya");
}

static void
test_left_out (void)
{
  assert_text ("a<script>alert('<b>')</script>b<style>p{}</style>c", "abc");
  assert_text ("<head><title>T</title></head>a<!-- <p>b --> c", "a c");
  assert_text ("a<SCRIPT type=x>b</scripts></ScRiPt >c", "ac");
  assert_text ("a<!doctype html><?xml version='1.0'?>b", "ab");
  assert_text ("a<!--[if mso]><p>b<![endif]-->c", "ac");
  /* What never ends takes the rest along, as in a browser. */
  assert_text ("a<script>b", "a");
  assert_text ("a<!-- b", "a");
  assert_text ("a<b href='c>d", "a");
}

static void
test_links (void)
{
  assert_text ("<a href=\"https://bank.example/\">Masuk</a>!", "Masuk (https://bank.example/)!");
  assert_text ("<a href='https://jahat.test/?a=1&amp;b=2'>https://bank.example</a>",
               "https://bank.example (https://jahat.test/?a=1&b=2)");
  assert_text ("<a href=https://a.test/>https://a.test/</a>", "https://a.test/");
  assert_text ("<a href=\"mailto:siti@a.test\">siti@a.test</a>", "siti@a.test");
  assert_text ("<a href=\"#bawah\">bawah</a><a name=x>.</a>", "bawah.");
  assert_text ("<a HREF=\"javascript:alert(1)\">x</a>", "x (javascript:alert(1))");
  assert_text ("<a href=a>b", "b (a)");
  assert_text ("<a href=a>b<a href=c>d</a>", "b (a)d (c)");
  assert_text ("<a href=\"https://a.test/\"><img alt='Logo' src='cid:1'></a>",
               "[image: Logo] (https://a.test/)");
  assert_text ("<a href=\"a\xe2\x80\xae\x01\ntest\">b</a>", "b (a test)");
}

static void
test_images (void)
{
  static const char html[] = "<img src=\"https://lacak.test/1.gif?x\" width=1>"
                             "<img src='//a.test/b' "
                             "alt=Bunga><img src='data:image/png;base64,AAAA'><img>";
  guint n_remote;
  g_autofree char *text
    = dermaga_practice_html_to_text (html, sizeof html - 1, "gambar", 1000, &n_remote);

  g_assert_cmpstr (text, ==, "[gambar: https://lacak.test/1.gif?x][gambar: Bunga, //a.test/b]"
                             "[gambar][gambar]");
  g_assert_cmpuint (n_remote, ==, 2);
}

static void
test_references (void)
{
  assert_text ("&lt;b&gt; &amp;amp; &quot;&#39;&apos;", "<b> &amp; \"''");
  assert_text ("&copy; &Eacute;&yuml; &euro;5&nbsp;000 &hellip;", "© Éÿ €5 000 …");
  assert_text ("&#x41;&#X42;&#67; &#150; &#0; &#xD800; &#99999999999;", "ABC – � � �");
  assert_text ("&unknown; &; &# &#x; & &amp", "&unknown; &; &# &#x; & &");
  assert_text ("a&zwj;&#8238;b&#x200b;c", "abc");
  /* Never taken for a tag again. */
  assert_text ("&lt;script&gt;a&lt;/script&gt;", "<script>a</script>");
}

/* Inputs made to take long, or much: the answer is short, and comes soon. */
static void
test_bombs (void)
{
  static const char *const pieces[] = {
    "<ul>", "<blockquote>", "<!--", "<script>", "<a href='", "<a b=", "<", "<<", "<a href=x>", "&",
    "&amp;", "&#", "<br>", "<p>", "<li>", "<pre>\n", "=<", "</", "<td>", "</script", "<img src=//>",
    "<ul><li>x", "<a\0b", "<blockquote>x", "\t", "<x =",
  };

  for (guint i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) html = g_string_new (NULL);
      g_autofree char *text = NULL;
      gint64 begin = g_get_monotonic_time ();

      while (html->len < MIB)
        g_string_append (html, pieces[i]);
      text = dermaga_practice_html_to_text (html->str, html->len, "image", 20000, NULL);
      g_assert_cmpint (g_utf8_strlen (text, -1), <=, 20000);
      g_test_message ("%s: %.2f s", pieces[i],
                      (double) (g_get_monotonic_time () - begin) / 1e6);
    }
}

/* Each prefix of a page that has everything: nothing is read behind its end, and nothing but the
 * line ends is a control. */
static void
test_prefixes (void)
{
  static const char html[]
    = "<!doctype html><head><title>x</title><style>a{}</style></head><body><p>Halo&nbsp;<b>Budi</b>"
      "<br/><ul><li>a<li>b</ul><blockquote cite=\"x\">k</blockquote>"
      "<a href='https://a.test/?b&amp;c'>l</a><img alt=\"&quot;\" src=//b/c><pre>\t x\n\n</pre>"
      "<!-- c --><script>d</script>&#x1F600;"
      "&rlm;\x07</body>";

  for (gsize length = 0; length < sizeof html; length++)
    {
      g_autofree char *part = g_memdup2 (html, MAX (length, 1));
      g_autofree char *text = dermaga_practice_html_to_text (part, length, "image", 1000, NULL);
      g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

      for (guint i = 0; lines[i] != NULL; i++)
        g_assert_true (dermaga_text_is_clean (lines[i]));
    }
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/practice-html/words", test_words);
  g_test_add_func ("/practice-html/lists", test_lists);
  g_test_add_func ("/practice-html/left-out", test_left_out);
  g_test_add_func ("/practice-html/links", test_links);
  g_test_add_func ("/practice-html/images", test_images);
  g_test_add_func ("/practice-html/references", test_references);
  g_test_add_func ("/practice-html/bombs", test_bombs);
  g_test_add_func ("/practice-html/prefixes", test_prefixes);
  return g_test_run ();
}
