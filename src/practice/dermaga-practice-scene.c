#include "config.h"

#include "practice/dermaga-practice-scene.h"

/* Longer than what the check calls slow (5 s), and far shorter than what it waits for. */
#define SLOW_GREETING_MS 6000

static const guint16 port_25[] = { 25, 0 };
static const guint16 all_but_2525[] = { 25, 465, 587, 0 };

static const char *const other_names[] = { "mail.hosting.example", "*.hosting.example", NULL };

static const DermagaAuthorityOrder expired = { .not_before = -90 * DERMAGA_AUTHORITY_DAY,
                                               .not_after = -3 * DERMAGA_AUTHORITY_DAY };
static const DermagaAuthorityOrder wrong_name = { .names = other_names };

static const DermagaPracticeScene scenes[] = {
  { "good", { 0 } },
  { "port-25-blocked", { .silent_ports = port_25 } },
  { "expired-certificate", { .certificate = &expired } },
  { "wrong-name", { .certificate = &wrong_name } },
  { "starttls-stripped", { .no_starttls = TRUE } },
  { "only-2525", { .closed_ports = all_but_2525 } },
  { "slow-greeting", { .greeting_delay_ms = SLOW_GREETING_MS } },
};

const DermagaPracticeScene *
dermaga_practice_scenes (guint *n_scenes)
{
  *n_scenes = G_N_ELEMENTS (scenes);
  return scenes;
}

const DermagaPracticeScene *
dermaga_practice_scene_find (const char *id)
{
  for (guint i = 0; i < G_N_ELEMENTS (scenes); i++)
    if (g_str_equal (scenes[i].id, id))
      return &scenes[i];
  return NULL;
}
