#include "config.h"

#include "facts-text.h"

static const char *const stages[] = {
  "greeting", "capabilities", "upgrade", "handshake", "secure-greeting", "secure-capabilities",
  "leave", "finished",
};

static const char *const troubles[] = {
  "none", "eof", "timeout", "greeting-refused", "temporary", "not-mail", "tls-bytes", "malformed",
  "too-long", "capabilities-refused", "upgrade-refused", "injected", "preauth", "literal",
};

static const char *const oddities[] = {
  "bare-lf", "masked", "unsolicited", "ehlo-refused", "no-capabilities", "alert", "referral",
};

static void
add (GPtrArray *lines, const char *key, const char *value)
{
  g_ptr_array_add (lines, g_strdup_printf ("%s %s", key, value));
}

static const char *
yes_no (gboolean value)
{
  return value ? "yes" : "no";
}

static void
add_list (GPtrArray *lines, const char *key, char **list)
{
  g_autofree char *joined = g_strjoinv (" ", list);

  add (lines, key, list[0] != NULL ? joined : "none");
}

static void
add_oddities (GPtrArray *lines, guint bits)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (oddities); i++)
    if (bits & (1u << i))
      g_string_append_printf (text, "%s%s", text->len > 0 ? " " : "", oddities[i]);
  add (lines, "oddities", text->len > 0 ? text->str : "none");
}

static void
add_capabilities (GPtrArray *lines, const char *side, const DermagaCapabilities *capabilities)
{
  const struct {
    const char *key;
    gboolean value;
  } flags[] = {
    { "seen", capabilities->seen },
    { "starttls", capabilities->starttls },
    { "login-disabled", capabilities->login_disabled },
    { "user", capabilities->user_login },
  };
  g_autofree char *auth = g_strconcat (side, ".auth", NULL);
  g_autofree char *names = g_strconcat (side, ".names", NULL);

  for (guint i = 0; i < G_N_ELEMENTS (flags); i++)
    {
      g_autofree char *key = g_strconcat (side, ".", flags[i].key, NULL);

      add (lines, key, yes_no (flags[i].value));
    }
  g_ptr_array_add (lines, g_strdup_printf ("%s.size %" G_GUINT64_FORMAT, side, capabilities->size));
  add_list (lines, auth, capabilities->auth);
  add_list (lines, names, capabilities->names);
}

char **
facts_to_lines (const DermagaFacts *facts)
{
  GPtrArray *lines = g_ptr_array_new ();

  add (lines, "stage", stages[facts->stage]);
  add (lines, "trouble", troubles[facts->trouble]);
  add_oddities (lines, facts->oddities);
  g_ptr_array_add (lines, g_strdup_printf ("code %d", facts->reply_code));
  add (lines, "greeting", facts->greeting != NULL ? facts->greeting : "(none)");
  add (lines, "text", facts->trouble_text != NULL ? facts->trouble_text : "(none)");
  add (lines, "alert", facts->alert_text != NULL ? facts->alert_text : "(none)");
  add (lines, "greeted", yes_no (facts->greeting_ok));
  add (lines, "upgraded", yes_no (facts->upgrade_accepted));
  add_capabilities (lines, "clear", &facts->clear);
  add_capabilities (lines, "secure", &facts->secure);
  g_ptr_array_add (lines, NULL);
  return (char **) g_ptr_array_free (lines, FALSE);
}
