#pragma once

#include <gio/gio.h>

#include "model/dermaga-settings.h"

G_BEGIN_DECLS

/** DermagaAudience: what a person wants to set up, as they would say it; in the order to show. */
typedef enum {
  DERMAGA_AUDIENCE_THUNDERBIRD, /* Thunderbird on this computer */
  DERMAGA_AUDIENCE_WORDPRESS,   /* my WordPress site */
  DERMAGA_AUDIENCE_PHONE,       /* my phone or tablet */
  DERMAGA_AUDIENCE_DESKTOP,     /* another mail program on this computer */
  DERMAGA_AUDIENCE_TERMINAL,    /* a mail program in the terminal */
  DERMAGA_AUDIENCE_WEB,         /* another web application */
  DERMAGA_AUDIENCE_SERVER,      /* a server that sends mail */
  DERMAGA_AUDIENCE_DOMAIN,      /* many computers, or a whole domain */
  DERMAGA_AUDIENCE_BY_HAND,     /* any program, typed in by hand */
} DermagaAudience;

#define DERMAGA_N_AUDIENCES (DERMAGA_AUDIENCE_BY_HAND + 1)

/**
 * DermagaProof: how it is known that the program does with the file what is meant.
 *
 * TESTED is no claim: a test in tests/clients names the format in its constant FORMATS, or the
 * quick test "client-proofs" fails. A test of which a format is READ names it in READS.
 */
typedef enum {
  DERMAGA_PROOF_TESTED,     /* the real program takes it and talks to a real server, each time that
                             * the project's tests run */
  DERMAGA_PROOF_READ,       /* the real program reads it and shows what was meant; it was not seen
                             * to connect */
  DERMAGA_PROOF_DOCUMENTED, /* written by the maker's documentation; not tried */
} DermagaProof;

#define DERMAGA_N_PROOFS (DERMAGA_PROOF_DOCUMENTED + 1)

/** DermagaFormatTraits: what a program cannot do, or can do beyond the usual. */
typedef enum {
  DERMAGA_TRAIT_NONE = 0,
  /* It goes on in clear when STARTTLS is missing. It gets a server with TLS from the start where
   * one is known, else a warning. */
  DERMAGA_TRAIT_STARTTLS_NOT_DEMANDED = 1 << 0,
  DERMAGA_TRAIT_CERTIFICATE_NOT_CHECKED = 1 << 1, /* whoever answers is believed: a warning */
  DERMAGA_TRAIT_BROWSER_SIGN_IN = 1 << 2,         /* can sign in through the browser (OAuth) */
  DERMAGA_TRAIT_BINARY = 1 << 3,                  /* the file is no text */
  DERMAGA_TRAIT_EITHER_LANGUAGE = 1 << 4,         /* to be read: perhaps in another language */
} DermagaFormatTraits;

#define DERMAGA_N_TRAITS 5

/**
 * DermagaFormat: one export format; each lives in a file of its own and is named in the list of its
 * family, dermaga-formats-*.c.
 * @id: stable word of the command line: "thunderbird-zip", "wordpress-plugin"
 * @program: the program's name, as it writes it: "Thunderbird"; in every language
 * @title: translatable (N_): what people know: "Thunderbird on this computer"
 * @summary: translatable (N_): one line: what it is
 * @media_type: with "text/plain" for configuration files
 * @traits: DermagaFormatTraits bits
 * @proof, @proved_with: how it is known, and (nullable) with what: "msmtp 1.8.23"
 * @needs_incoming, @needs_outgoing: which servers must be there
 * @text: (nullable) (transfer full): the file, where it is text: UTF-8 that ends with a line break
 * @render: (nullable) (transfer full): the file, where @text is %NULL
 * @preview: (nullable) (transfer full): readable text of what the file holds, where @text is %NULL
 * @picture: (nullable) (transfer full): a PNG to show beside the preview
 * @file_name: (transfer full): a sensible name for the file, no path
 * @next_steps: (transfer full): translated: what to do with the file, one step a line; a line that
 *   begins with a tab is code (a command, or a line to put into some file) that the step above it
 *   speaks of: it is shown as code, to be copied, and never translated
 *
 * All are called with settings that dermaga_settings_validate() took and that were fitted to
 * @traits. They escape every value for their language.
 */
typedef struct {
  const char *id;
  const char *program;
  const char *title;
  const char *summary;
  const char *media_type;
  DermagaAudience audience;
  guint traits;
  DermagaProof proof;
  const char *proved_with;
  gboolean needs_incoming;
  gboolean needs_outgoing;
  char *(*text) (const DermagaSettings *settings, GError **error);
  GBytes *(*render) (const DermagaSettings *settings, GError **error);
  char *(*preview) (const DermagaSettings *settings, GError **error);
  GBytes *(*picture) (const DermagaSettings *settings, GError **error);
  char *(*file_name) (const DermagaSettings *settings);
  char *(*next_steps) (const DermagaSettings *settings);
} DermagaFormat;

/** dermaga_formats: (array length=n_formats) (transfer none): by audience, the best first. */
const DermagaFormat *const *dermaga_formats (guint *n_formats);
const DermagaFormat *dermaga_format_find (const char *id); /* (nullable) */
/** dermaga_format_is_possible: whether it needs no other servers than these. */
gboolean dermaga_format_is_possible (const DermagaFormat *format, gboolean incoming,
                                     gboolean outgoing);
/** dermaga_formats_any_possible: whether any is. */
gboolean dermaga_formats_any_possible (gboolean incoming, gboolean outgoing);

/** dermaga_audience_get_title: translated: "Thunderbird on this computer". */
const char *dermaga_audience_get_title (DermagaAudience audience);
/** dermaga_audience_to_string: stable word of the command line: "wordpress". */
const char *dermaga_audience_to_string (DermagaAudience audience);
/** dermaga_audience_from_string: whether @word is one of these. */
gboolean dermaga_audience_from_string (const char *word, DermagaAudience *audience);
/** dermaga_trait_to_string: stable word of one bit: "starttls-not-demanded". */
const char *dermaga_trait_to_string (DermagaFormatTraits trait);
/** dermaga_proof_to_string: stable word: "tested", "read", "documented". */
const char *dermaga_proof_to_string (DermagaProof proof);
/** dermaga_format_dup_proof: (transfer full): translated: how far it was proved, a sentence. */
char *dermaga_format_dup_proof (const DermagaFormat *format);
/** dermaga_format_dup_mark: (transfer full): translated: the same in a few words, for a list. */
char *dermaga_format_dup_mark (const DermagaFormat *format);

/* Validate, check what the format needs, then do it. Errors in DERMAGA_SETTINGS_ERROR. */
GBytes *dermaga_format_render (const DermagaFormat *format, const DermagaSettings *settings,
                               GError **error);
char *dermaga_format_preview (const DermagaFormat *format, const DermagaSettings *settings,
                              GError **error);
/** dermaga_format_picture: (transfer full) (nullable): %NULL without an error where the format has
 *  none. */
GBytes *dermaga_format_picture (const DermagaFormat *format, const DermagaSettings *settings,
                                GError **error);

/* For settings that can be rendered. */
char *dermaga_format_file_name (const DermagaFormat *format, const DermagaSettings *settings);
char *dermaga_format_next_steps (const DermagaFormat *format, const DermagaSettings *settings);

/**
 * DermagaFormatStep: one line of the next steps, for those who show them
 * @number: its place among the steps, from 1; 0 for a line of code, which belongs to the step above
 * @text: without the mark of code
 */
typedef struct {
  guint number;
  char *text;
} DermagaFormatStep;
/** dermaga_format_list_steps: (transfer full) (element-type DermagaFormatStep) */
GPtrArray *dermaga_format_list_steps (const DermagaFormat *format,
                                      const DermagaSettings *settings);

/**
 * dermaga_format_warnings:
 *
 * Returns: (transfer full) (array zero-terminated=1): translated sentences on what is dangerous, or
 * cannot work, about these settings in this program; they stand in the file's comment too
 */
char **dermaga_format_warnings (const DermagaFormat *format, const DermagaSettings *settings);

G_END_DECLS
