#include "config.h"

#include "cli/options.h"

#include "base/dermaga-text.h"
#include "verdict/dermaga-verdict.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <stdio.h>

#define MAX_SHOWN_ARGUMENT 80
#define MAX_SENTENCE 2000

void
dermaga_complain (const char *sentence)
{
  g_autofree char *safe = dermaga_text_make_safe (sentence, -1, MAX_SENTENCE);

  g_printerr ("dermaga-cli: %s\n", safe);
}

int
dermaga_complain_of (const char *what, const GError *error)
{
  g_autofree char *reason = dermaga_explain_error (error);
  g_autofree char *sentence = g_strdup_printf ("%s: %s", what, reason);

  dermaga_complain (sentence);
  return DERMAGA_EXIT_WRONG_USE;
}

gboolean
dermaga_print (const char *text)
{
  g_autofree char *sentence = NULL;

  if (fputs (text, stdout) != EOF && fflush (stdout) != EOF)
    return TRUE;
  /* Translators: %s is the system's reason, such as "No space left on device". */
  sentence = g_strdup_printf (_("The output could not be written: %s."), g_strerror (errno));
  dermaga_complain (sentence);
  return FALSE;
}

static char *
shorten (const char *argument)
{
  return dermaga_text_make_safe (argument, -1, MAX_SHOWN_ARGUMENT);
}

/* Takes @sentence. */
static DermagaParsed
wrong_use (char *sentence)
{
  dermaga_complain (sentence);
  g_free (sentence);
  return DERMAGA_PARSED_WRONG;
}

static char *
format_left (const DermagaOption *option)
{
  return option->value != NULL ? g_strdup_printf ("  --%s=%s", option->name, _(option->value))
                               : g_strdup_printf ("  --%s", option->name);
}

static void
add_line (GString *out, const char *left, const char *right, glong width)
{
  g_string_append (out, left);
  for (glong i = g_utf8_strlen (left, -1); i < width; i++)
    g_string_append_c (out, ' ');
  g_string_append_printf (out, "  %s\n", right);
}

static DermagaParsed
print_help (const DermagaUsage *usage)
{
  g_autoptr (GString) out = g_string_new (NULL);
  glong width = 0;

  g_string_append_printf (out, "dermaga-cli %s%s%s [--…]\n%s\n\n", usage->command,
                          usage->operand != NULL ? " " : "",
                          usage->operand != NULL ? _(usage->operand) : "", _(usage->summary));
  for (guint i = 0; i < usage->options->len; i++)
    {
      g_autofree char *left = format_left (&g_array_index (usage->options, DermagaOption, i));

      width = MAX (width, g_utf8_strlen (left, -1));
    }
  for (guint i = 0; i < usage->options->len; i++)
    {
      const DermagaOption *option = &g_array_index (usage->options, DermagaOption, i);
      g_autofree char *left = format_left (option);

      add_line (out, left, _(option->help), width);
    }
  add_line (out, "  --help", _("Show this help"), width);
  return dermaga_print (out->str) ? DERMAGA_PARSED_HELP : DERMAGA_PARSED_WRONG;
}

/* @argument: with its dashes; @length: up to the value, if one is joined. */
static const DermagaOption *
find_option (const DermagaUsage *usage, const char *argument, gsize length)
{
  if (length < 2 || argument[1] != '-')
    return NULL;
  for (guint i = 0; i < usage->options->len; i++)
    {
      const DermagaOption *option = &g_array_index (usage->options, DermagaOption, i);

      if (strlen (option->name) == length - 2
          && strncmp (option->name, argument + 2, length - 2) == 0)
        return option;
    }
  return NULL;
}

/* Takes the option at **cursor, and its value from the next argument if it is not joined to it. */
static DermagaParsed
take_option (const DermagaUsage *usage, char ***cursor)
{
  const char *argument = **cursor;
  gsize length = strcspn (argument, "=");
  const DermagaOption *option = find_option (usage, argument, length);
  const char *value = argument[length] == '=' ? argument + length + 1 : NULL;
  g_autofree char *shown = shorten (argument);

  if (option == NULL)
    /* Translators: %s is what was typed, such as "--colour". */
    return wrong_use (g_strdup_printf (_("There is no option “%s”."), shown));
  if (option->value == NULL && value != NULL)
    /* Translators: %s is what was typed, such as "--json=yes". */
    return wrong_use (g_strdup_printf (_("The option “%s” takes no value."), shown));
  if (option->value == NULL)
    {
      *option->flag = TRUE;
      return DERMAGA_PARSED;
    }
  if (value == NULL && (*cursor)[1] != NULL && !g_str_has_prefix ((*cursor)[1], "--"))
    value = *++*cursor;
  if (value == NULL)
    /* Translators: %s is what was typed, such as "--format". */
    return wrong_use (g_strdup_printf (_("The option “%s” needs a value."), shown));
  g_free (*option->text);
  *option->text = g_strdup (value);
  return DERMAGA_PARSED;
}

static DermagaParsed
take_operand (const DermagaUsage *usage, const char *argument, char **operand)
{
  g_autofree char *shown = shorten (argument);

  if (usage->operand == NULL || *operand != NULL)
    /* Translators: %s is what was typed. */
    return wrong_use (g_strdup_printf (_("“%s” is one argument too many."), shown));
  *operand = g_strdup (argument);
  return DERMAGA_PARSED;
}

static gboolean
is_help (const char *argument)
{
  return g_str_equal (argument, "--help") || g_str_equal (argument, "-h");
}

DermagaParsed
dermaga_options_parse (const DermagaUsage *usage, char **arguments, char **operand)
{
  gboolean only_operands = FALSE;
  g_autofree char *found = NULL;

  for (char **cursor = arguments; *cursor != NULL; cursor++)
    {
      DermagaParsed parsed = DERMAGA_PARSED;

      if (only_operands || **cursor != '-')
        parsed = take_operand (usage, *cursor, &found);
      else if (g_str_equal (*cursor, "--"))
        only_operands = TRUE;
      else if (is_help (*cursor))
        return print_help (usage);
      else
        parsed = take_option (usage, &cursor);
      if (parsed != DERMAGA_PARSED)
        return parsed;
    }
  if (found == NULL && usage->instead != NULL && *usage->instead != NULL)
    {
      *operand = NULL;
      return DERMAGA_PARSED;
    }
  if (usage->operand != NULL && found == NULL && usage->lacking != NULL)
    return wrong_use (g_strdup (_(usage->lacking)));
  if (usage->operand != NULL && found == NULL)
    /* Translators: %s is a command of dermaga-cli, such as "check". */
    return wrong_use (g_strdup_printf (_("“%s” needs a domain or an email address."),
                                       usage->command));
  if (usage->operand != NULL)
    *operand = g_steal_pointer (&found);
  return DERMAGA_PARSED;
}
