#include "config.h"

#include "export/dermaga-qr.h"

#include <qrencode.h>
#include <string.h>

#include "export/dermaga-zip.h"

#define MARGIN 4 /* modules, as ISO 18004 asks for */
#define SCALE 8  /* pixels a module */

/* The second level lets a seventh of the code be unreadable; what is too long for it has a little
 * less. */
DermagaQr *
dermaga_qr_new (const char *text)
{
  static const QRecLevel levels[] = { QR_ECLEVEL_M, QR_ECLEVEL_L };
  QRcode *code = NULL;
  DermagaQr *qr;

  for (guint i = 0; i < G_N_ELEMENTS (levels) && code == NULL; i++)
    code = QRcode_encodeData (strlen (text), (const unsigned char *) text, 0, levels[i]);
  if (code == NULL)
    return NULL;
  qr = g_new0 (DermagaQr, 1);
  qr->size = code->width;
  qr->modules = g_new (gboolean, qr->size * qr->size);
  for (guint i = 0; i < qr->size * qr->size; i++)
    qr->modules[i] = (code->data[i] & 1) != 0;
  QRcode_free (code);
  return qr;
}

void
dermaga_qr_free (DermagaQr *qr)
{
  g_free (qr->modules);
  g_free (qr);
}

/* Each run of dark modules in a row is one bar. */
static void
put_bars (GString *out, const DermagaQr *qr, guint row)
{
  const gboolean *modules = qr->modules + row * qr->size;
  guint end;

  for (guint begin = 0; begin < qr->size; begin = end + 1)
    {
      for (end = begin; end < qr->size && modules[end];)
        end++;
      if (end > begin)
        g_string_append_printf (out, "M%u %uh%uv1h-%uz", begin + MARGIN, row + MARGIN, end - begin,
                                end - begin);
    }
}

char *
dermaga_qr_to_svg (const DermagaQr *qr, const char *note)
{
  GString *out = g_string_new ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
  guint whole = qr->size + 2 * MARGIN;

  g_string_append_printf (out, "<!--\n%s-->\n", note);
  g_string_append_printf (out,
                          "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" "
                          "viewBox=\"0 0 %u %u\" shape-rendering=\"crispEdges\">\n"
                          "<rect width=\"%u\" height=\"%u\" fill=\"#ffffff\"/>\n"
                          "<path fill=\"#000000\" d=\"",
                          whole * SCALE, whole * SCALE, whole, whole, whole, whole);
  for (guint row = 0; row < qr->size; row++)
    put_bars (out, qr, row);
  g_string_append (out, "\"/>\n</svg>\n");
  return g_string_free (out, FALSE);
}

/* One row of pixels: the filter "none", then one bit a pixel, 1 being white. */
static void
put_row (GByteArray *out, const DermagaQr *qr, int row)
{
  guint length = (qr->size + 2 * MARGIN) * SCALE / 8;
  guint8 line[1 + (177 + 2 * MARGIN) * SCALE / 8];

  line[0] = 0;
  memset (line + 1, 0xff, length);
  for (guint column = 0; row >= 0 && row < (int) qr->size && column < qr->size; column++)
    if (qr->modules[row * qr->size + column])
      line[1 + column + MARGIN] = 0;
  g_byte_array_append (out, line, 1 + length);
}

G_STATIC_ASSERT (SCALE == 8); /* a module is one byte of put_row() */

static void
put_number (GByteArray *out, guint32 number)
{
  guint8 bytes[] = { number >> 24, number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff };

  g_byte_array_append (out, bytes, sizeof bytes);
}

/* A chunk: length, type, content, checksum of both (PNG specification, 5.3). */
static void
put_chunk (GByteArray *out, const char *type, const guint8 *content, gsize length)
{
  guint begin;

  put_number (out, length);
  begin = out->len;
  g_byte_array_append (out, (const guint8 *) type, 4);
  if (length > 0)
    g_byte_array_append (out, content, length);
  put_number (out, dermaga_crc32 (out->data + begin, out->len - begin));
}

static GBytes *
compress (const GByteArray *pixels)
{
  g_autoptr (GZlibCompressor) compressor = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 9);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = g_converter_output_stream_new (memory,
                                                                    G_CONVERTER (compressor));
  g_autoptr (GError) error = NULL;

  if (!g_output_stream_write_all (stream, pixels->data, pixels->len, NULL, NULL, &error)
      || !g_output_stream_close (stream, NULL, &error))
    g_error ("compressing in memory failed: %s", error->message);
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

GBytes *
dermaga_qr_to_png (const DermagaQr *qr)
{
  static const guint8 signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };
  static const guint8 one_bit_grey[] = { 1, 0, 0, 0, 0 };
  guint whole = (qr->size + 2 * MARGIN) * SCALE;
  g_autoptr (GByteArray) pixels = g_byte_array_new ();
  g_autoptr (GByteArray) head = g_byte_array_new ();
  g_autoptr (GBytes) packed = NULL;
  GByteArray *out = g_byte_array_new ();

  for (guint y = 0; y < whole; y++)
    put_row (pixels, qr, (int) (y / SCALE) - MARGIN);
  packed = compress (pixels);
  put_number (head, whole);
  put_number (head, whole);
  g_byte_array_append (head, one_bit_grey, sizeof one_bit_grey);
  g_byte_array_append (out, signature, sizeof signature);
  put_chunk (out, "IHDR", head->data, head->len);
  put_chunk (out, "IDAT", g_bytes_get_data (packed, NULL), g_bytes_get_size (packed));
  put_chunk (out, "IEND", NULL, 0);
  return g_byte_array_free_to_bytes (out);
}
