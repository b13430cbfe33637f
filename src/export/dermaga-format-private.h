#pragma once

#include "export/dermaga-escape.h"
#include "export/dermaga-format.h"

G_BEGIN_DECLS

/* Families of formats, each ended by %NULL, for the list in dermaga-format.c. What the files of a
 * family hand to its list stands in dermaga-formats-*.h. */
extern const DermagaFormat *const dermaga_formats_thunderbird[];
extern const DermagaFormat *const dermaga_formats_wordpress[];
extern const DermagaFormat *const dermaga_formats_mail[];
extern const DermagaFormat *const dermaga_formats_device[];
extern const DermagaFormat *const dermaga_formats_web[];
extern const DermagaFormat *const dermaga_formats_server[];

/** DermagaDanger: what dermaga_format_warnings() has sentences for. */
typedef enum {
  DERMAGA_DANGER_INSECURE = 1 << 0,
  DERMAGA_DANGER_STARTTLS_NOT_DEMANDED = 1 << 1,
  DERMAGA_DANGER_CERTIFICATE_NOT_CHECKED = 1 << 2,
  DERMAGA_DANGER_BROWSER_NEEDED = 1 << 3,
} DermagaDanger;

/** dermaga_format_find_dangers: DermagaDanger bits of the servers that the format uses. */
guint dermaga_format_find_dangers (const DermagaFormat *format, const DermagaSettings *settings);

/**
 * DermagaFileNote: what stands at the top of a file; translated sentences.
 * @what: what the file is
 * @place: where it goes
 * @secret: (nullable): where the password is kept, or that the file holds none
 * @test: how to try it
 */
typedef struct {
  const char *what;
  const char *place;
  const char *secret;
  const char *test;
} DermagaFileNote;

/**
 * dermaga_append_note:
 *
 * Adds @note, and whatever dermaga_format_warnings() has to say, as lines of a comment that is
 * already open.
 */
void dermaga_append_note (GString *out, DermagaCommentStyle style, const DermagaFileNote *note,
                          const DermagaFormat *format, const DermagaSettings *settings);

/**
 * dermaga_refuse_settings:
 * @fact: untranslated: what the program cannot take
 *
 * Sets DERMAGA_SETTINGS_ERROR_FORMAT.
 *
 * Returns: %FALSE
 */
gboolean dermaga_refuse_settings (GError **error, const char *fact);

/** dermaga_has_name: whether there is a display name. */
gboolean dermaga_has_name (const DermagaSettings *settings);

/** dermaga_password_placeholder: translated: stands where the password has to be put, in a format
 *  that cannot do without. */
const char *dermaga_password_placeholder (void);

G_END_DECLS
