#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/** DermagaQr: a QR code. @modules: @size rows of @size, %TRUE where dark */
typedef struct {
  guint size;
  gboolean *modules;
} DermagaQr;

/** dermaga_qr_new: (transfer full) (nullable): %NULL when @text is too long for any QR code. */
DermagaQr *dermaga_qr_new (const char *text);
void dermaga_qr_free (DermagaQr *qr);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (DermagaQr, dermaga_qr_free)

/* Both are dark on white, whatever the theme, with the margin that readers need. */

/**
 * dermaga_qr_to_svg:
 * @note: lines of an XML comment that cannot end it
 *
 * Returns: (transfer full): the whole file
 */
char *dermaga_qr_to_svg (const DermagaQr *qr, const char *note);
/** dermaga_qr_to_png: (transfer full): eight pixels a module. */
GBytes *dermaga_qr_to_png (const DermagaQr *qr);

G_END_DECLS
