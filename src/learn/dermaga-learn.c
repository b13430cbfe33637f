#include "config.h"

#include "learn/dermaga-learn.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <string.h>

#include "dermaga-learn-resources.h"

#define BASICS DERMAGA_TOPICS_BASICS
#define PORTS DERMAGA_TOPICS_PORTS
#define SAFETY DERMAGA_TOPICS_SAFETY
#define TROUBLE DERMAGA_TOPICS_TROUBLE
#define PROGRAMS DERMAGA_TOPICS_PROGRAMS

static const DermagaTopic topics[] = {
  { "port", BASICS, { 0 } },
  { "map", BASICS, { 0 } },
  { "way-of-a-message", BASICS, { 0 } },
  { "choice", BASICS, { 465, 587, 2525, 993 } },
  { "four-ports", BASICS, { 25, 465, 587, 2525 } },
  { "imap-or-pop3", BASICS, { 993, 995 } },

  { "port-25", PORTS, { 25 } },
  { "port-465", PORTS, { 465 } },
  { "port-587", PORTS, { 587 } },
  { "port-2525", PORTS, { 2525 } },
  { "incoming-ports", PORTS, { 993, 995, 143, 110 } },
  { "25-or-587", PORTS, { 25, 587 } },
  { "port-443", PORTS, { 0 } },

  { "ssl-tls-starttls", SAFETY, { 0 } },
  { "without-encryption", SAFETY, { 0 } },
  { "certificate", SAFETY, { 0 } },
  { "app-password", SAFETY, { 0 } },
  { "browser-sign-in", SAFETY, { 0 } },

  { "no-answer", TROUBLE, { 0 } },
  { "is-it-blocked", TROUBLE, { 0 } },
  { "why-25-is-blocked", TROUBLE, { 25 } },
  { "someone-between", TROUBLE, { 0 } },
  { "provider-rules", TROUBLE, { 0 } },
  { "where-settings-come-from", TROUBLE, { 0 } },
  { "ipv6", TROUBLE, { 0 } },
  { "wordpress", TROUBLE, { 465, 587, 2525 } },

  { "names-in-programs", PROGRAMS, { 0 } },
  { "names-in-plugins", PROGRAMS, { 0 } },
  { "words-of-mail", PROGRAMS, { 0 } },
  { "words-of-safety", PROGRAMS, { 0 } },
  { "practice", PROGRAMS, { 0 } },
};

const DermagaTopic *
dermaga_learn_topics (guint *n_topics)
{
  *n_topics = G_N_ELEMENTS (topics);
  return topics;
}

const DermagaTopic *
dermaga_learn_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    if (g_str_equal (topics[i].id, id))
      return &topics[i];
  return NULL;
}

static const char *
find_part (const char *part)
{
  const char *found = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (topics); i++)
    {
      if (strstr (topics[i].id, part) == NULL)
        continue;
      if (found != NULL)
        return NULL;
      found = topics[i].id;
    }
  return found;
}

const char *
dermaga_learn_find_typed (const char *typed)
{
  g_autofree char *lower = g_ascii_strdown (typed, -1);
  const DermagaTopic *topic = dermaga_learn_find (lower);
  const char *about_ports = dermaga_learn_for_port (0);
  guint64 number;

  if (topic != NULL)
    return topic->id;
  if (!g_ascii_string_to_unsigned (typed, 10, 1, G_MAXUINT16, &number, NULL))
    return *lower != '\0' ? find_part (lower) : NULL;
  if (g_str_equal (dermaga_learn_for_port (number), about_ports))
    return NULL;
  return dermaga_learn_for_port (number);
}

const char *
dermaga_learn_group_title (DermagaTopicGroup group)
{
  switch (group)
    {
    case BASICS:
      return _("First of all");
    case PORTS:
      return _("One port after the other");
    case SAFETY:
      return _("Encryption and sign-in");
    case TROUBLE:
      return _("When something does not work");
    case PROGRAMS:
      return _("Words and programs");
    }
  g_return_val_if_reached ("");
}

/* Registered by hand: nothing in a static library would keep a constructor that does it. */
static GResource *
get_resource (void)
{
  static gsize registered;

  if (g_once_init_enter (&registered))
    {
      dermaga_learn_register_resource ();
      g_once_init_leave (&registered, 1);
    }
  return dermaga_learn_get_resource ();
}

static DermagaLesson *
read_in (const char *folder, const char *id)
{
  g_autofree char *path = g_strdup_printf ("/io/github/dermaga/Dermaga/%s/%s.md", folder, id);
  g_autoptr (GBytes) bytes = g_resource_lookup_data (get_resource (), path,
                                                     G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_autoptr (GError) error = NULL;
  DermagaLesson *lesson;
  const char *text;
  gsize length;

  if (bytes == NULL)
    return NULL;
  text = g_bytes_get_data (bytes, &length);
  lesson = dermaga_lesson_parse (text, length, &error);
  if (lesson == NULL)
    g_warning ("%s: %s", path, error->message);
  return lesson;
}

DermagaLesson *
dermaga_learn_read (const char *id)
{
  /* Translators: where data/ keeps the texts to learn from in your language: "learn/id". So they
   * speak the language that all others speak. */
  const char *folder = _("learn/en");
  DermagaLesson *lesson;

  g_return_val_if_fail (dermaga_learn_find (id) != NULL, NULL);

  lesson = read_in (folder, id);
  if (lesson == NULL)
    lesson = read_in (folder = "learn/en", id);
  g_assert (lesson != NULL);
  lesson->in_english = g_str_equal (folder, "learn/en");
  return lesson;
}
