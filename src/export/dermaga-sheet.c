#include "config.h"

#include "export/dermaga-sheet.h"

#include <glib/gi18n.h>

#include "verdict/dermaga-words.h"

/** What stands in a field. */
typedef enum {
  FIELD_PROTOCOL,
  FIELD_HOST,
  FIELD_PORT,
  FIELD_SECURITY,
  FIELD_ENCRYPTED, /* a switch */
  FIELD_PASSWORD_WAY,
  FIELD_SIGNED_IN, /* a switch that is always on */
  FIELD_USER_NAME,
} FieldKind;

/** Field: @label: translatable: as the program calls it */
typedef struct {
  const char *label;
  FieldKind kind;
} Field;

#define MAX_FIELDS 6

/** Program: @place: how to get to the fields; @security: its words, by DermagaSecurity */
typedef struct {
  const char *name;
  const char *place;
  const char *incoming_title;
  Field incoming[MAX_FIELDS];
  const char *outgoing_title;
  Field outgoing[MAX_FIELDS];
} Program;

static const Program programs[] = {
  { .name = "Thunderbird",
    /* Translators: the words in quotes are Thunderbird's; use those of its translation, and so for
     * the names of the fields that follow. */
    .place = N_("In the menu (≡), choose “Add Account”, then “Email”. Type name and address, then "
                "“Configure Manually”."),
    .incoming_title = N_("Incoming server"),
    .incoming = { { N_("Protocol"), FIELD_PROTOCOL },
                  { N_("Hostname"), FIELD_HOST },
                  { N_("Port"), FIELD_PORT },
                  { N_("Connection security"), FIELD_SECURITY },
                  { N_("Authentication method"), FIELD_PASSWORD_WAY },
                  { N_("Username"), FIELD_USER_NAME } },
    .outgoing_title = N_("Outgoing server"),
    .outgoing = { { N_("Hostname"), FIELD_HOST },
                  { N_("Port"), FIELD_PORT },
                  { N_("Connection security"), FIELD_SECURITY },
                  { N_("Authentication method"), FIELD_PASSWORD_WAY },
                  { N_("Username"), FIELD_USER_NAME } } },
  { .name = "Outlook",
    /* Translators: the words in quotes are Outlook's; use those of its translation if known, and so
     * for the names of the fields that follow. */
    .place = N_("In classic Outlook, choose “File”, “Add Account”, type the address, and under "
                "“Advanced options” tick “Let me set up my account manually”."),
    .incoming_title = N_("Incoming mail"),
    .incoming = { { N_("Server"), FIELD_HOST },
                  { N_("Port"), FIELD_PORT },
                  { N_("Encryption method"), FIELD_SECURITY } },
    .outgoing_title = N_("Outgoing mail"),
    .outgoing = { { N_("Server"), FIELD_HOST },
                  { N_("Port"), FIELD_PORT },
                  { N_("Encryption method"), FIELD_SECURITY } } },
  { .name = "Apple Mail",
    /* Translators: the words in quotes are those of the iPhone; use those of its translation if
     * known, and so for the names of the fields that follow. */
    .place = N_("On iPhone and iPad, open “Settings”, “Apps”, “Mail”, “Mail Accounts”, “Add "
                "Account”, “Other”. “Use SSL” and “Server Port” are in the account’s “Advanced” "
                "settings afterwards."),
    .incoming_title = N_("Incoming Mail Server"),
    .incoming = { { N_("Host Name"), FIELD_HOST },
                  { N_("User Name"), FIELD_USER_NAME },
                  { N_("Use SSL"), FIELD_ENCRYPTED },
                  { N_("Server Port"), FIELD_PORT } },
    .outgoing_title = N_("Outgoing Mail Server"),
    .outgoing = { { N_("Host Name"), FIELD_HOST },
                  { N_("User Name"), FIELD_USER_NAME },
                  { N_("Use SSL"), FIELD_ENCRYPTED },
                  { N_("Server Port"), FIELD_PORT } } },
  { .name = "Gmail (Android)",
    /* Translators: the words in quotes are those of the app Gmail; use those of its translation if
     * known, and so for the names of the fields that follow. */
    .place = N_("In the menu of the app, choose “Settings”, “Add account”, “Other”. Type the "
                "address, then “Manual setup”."),
    .incoming_title = N_("Incoming server settings"),
    .incoming = { { N_("Username"), FIELD_USER_NAME },
                  { N_("Server"), FIELD_HOST },
                  { N_("Port"), FIELD_PORT },
                  { N_("Security type"), FIELD_SECURITY } },
    .outgoing_title = N_("Outgoing server settings"),
    .outgoing = { { N_("Require sign-in"), FIELD_SIGNED_IN },
                  { N_("Username"), FIELD_USER_NAME },
                  { N_("SMTP server"), FIELD_HOST },
                  { N_("Port"), FIELD_PORT },
                  { N_("Security type"), FIELD_SECURITY } } },
};

static const char *
protocol_name (DermagaProtocol protocol)
{
  switch (protocol)
    {
    case DERMAGA_PROTOCOL_IMAP:
      return "IMAP";
    case DERMAGA_PROTOCOL_POP3:
      return "POP3";
    case DERMAGA_PROTOCOL_SMTP:
      return "SMTP";
    }
  g_assert_not_reached ();
}

/* The word of the programs' own lists. */
static const char *
security_word (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      /* Translators: what mail programs call a connection without encryption in their list. */
      return _("None");
    case DERMAGA_SECURITY_STARTTLS:
      return "STARTTLS";
    case DERMAGA_SECURITY_TLS:
      return "SSL/TLS";
    }
  g_assert_not_reached ();
}

static const char *
security_in_words (DermagaSecurity security)
{
  switch (security)
    {
    case DERMAGA_SECURITY_NONE:
      return _("none: everybody on the way can read the password and all mail");
    case DERMAGA_SECURITY_STARTTLS:
      return _("switches to encryption before signing in (STARTTLS)");
    case DERMAGA_SECURITY_TLS:
      return _("encrypted from the start (SSL/TLS)");
    }
  g_assert_not_reached ();
}

static char *
value_of (FieldKind kind, const DermagaServer *server)
{
  switch (kind)
    {
    case FIELD_PROTOCOL:
      return g_strdup (protocol_name (server->protocol));
    case FIELD_HOST:
      return g_strdup (server->host);
    case FIELD_PORT:
      return g_strdup_printf ("%u", server->port);
    case FIELD_SECURITY:
      return g_strdup (security_word (server->security));
    case FIELD_ENCRYPTED:
      return g_strdup (dermaga_server_is_insecure (server) ? _("Off") : _("On"));
    case FIELD_PASSWORD_WAY:
      /* Translators: the word in Thunderbird's list of authentication methods. */
      return g_strdup (_("Normal password"));
    case FIELD_SIGNED_IN:
      return g_strdup (_("On"));
    case FIELD_USER_NAME:
      return g_strdup (server->user_name);
    }
  g_assert_not_reached ();
}

static void
write_fields (const DermagaSheetWriter *writer, gpointer data, const char *title,
              const Field *fields, const DermagaServer *server)
{
  writer->heading (data, 3, _(title));
  writer->begin_facts (data);
  for (guint i = 0; i < MAX_FIELDS && fields[i].label != NULL; i++)
    {
      g_autofree char *value = value_of (fields[i].kind, server);

      writer->fact (data, _(fields[i].label), value);
    }
  writer->end_facts (data);
}

static void
write_server (const DermagaSheetWriter *writer, gpointer data, const char *title,
              const DermagaServer *server)
{
  g_autofree char *port = g_strdup_printf ("%u", server->port);

  writer->heading (data, 2, title);
  writer->begin_facts (data);
  writer->fact (data, _("Type"), protocol_name (server->protocol));
  writer->fact (data, _("Server"), server->host);
  writer->fact (data, _("Port"), port);
  writer->fact (data, _("Encryption"), security_in_words (server->security));
  writer->fact (data, _("User name"), server->user_name);
  writer->fact (data, _("Password"),
                _("the password of the email account; it is not written here"));
  writer->end_facts (data);
}

static void
write_account (const DermagaSheetWriter *writer, gpointer data, const DermagaSettings *settings)
{
  writer->begin_facts (data);
  writer->fact (data, _("Email address"), settings->email);
  if (settings->display_name != NULL && settings->display_name[0] != '\0')
    writer->fact (data, _("Name that others see"), settings->display_name);
  writer->end_facts (data);
}

char *
dermaga_sheet_title (const DermagaSettings *settings)
{
  return dermaga_fill (_("Email settings for {email}"), "email", settings->email, NULL);
}

void
dermaga_sheet_write (const DermagaSettings *settings, const DermagaFormat *format,
                     const DermagaSheetWriter *writer, gpointer data)
{
  g_auto (GStrv) warnings = dermaga_format_warnings (format, settings);

  writer->sentence (data, FALSE,
                    _("Made by Dermaga, to be typed into a mail program. It holds no password."));
  for (guint i = 0; warnings[i] != NULL; i++)
    writer->sentence (data, TRUE, warnings[i]);
  write_account (writer, data, settings);
  write_server (writer, data, _("To receive mail"), settings->incoming);
  write_server (writer, data, _("To send mail"), settings->outgoing);
  for (guint i = 0; i < G_N_ELEMENTS (programs); i++)
    {
      const Program *program = &programs[i];

      writer->heading (data, 2, program->name);
      writer->sentence (data, FALSE, _(program->place));
      write_fields (writer, data, program->incoming_title, program->incoming, settings->incoming);
      write_fields (writer, data, program->outgoing_title, program->outgoing, settings->outgoing);
    }
}

char *
dermaga_sheet_steps (const DermagaSettings *settings)
{
  const char *const steps[] = {
    _("Open the sheet or print it, and find the program that you want to set up."),
    _("Type each value into the field of that name. Programs that are not listed have fields of "
      "similar names."),
    _("Send a message to yourself: if it arrives, sending and receiving both work."),
    NULL,
  };

  return g_strjoinv ("\n", (char **) steps);
}
