#include "config.h"

#include "probe/dermaga-ban.h"

/* Whether connections to one address show that it shuts this computer out. */

static const DermagaContact good_465 = { 465, 10, 20, 30, FALSE };
static const DermagaContact good_993 = { 993, 10, 20, 30, FALSE };
static const DermagaContact closed_110 = { 110, 10, 0, 15, TRUE };
static const DermagaContact closed_995_later = { 995, 40, 0, 45, TRUE };
static const DermagaContact again_465 = { 465, 40, 0, 50, TRUE };
static const DermagaContact again_465_twice = { 465, 60, 0, 70, TRUE };
static const DermagaContact again_993 = { 993, 45, 0, 55, TRUE };
static const DermagaContact other_587_later = { 587, 50, 55, 60, FALSE };
static const DermagaContact side_by_side = { 465, 12, 0, 13, TRUE };

#define FIND(...)                                                                                  \
  dermaga_ban_find_start ((const DermagaContact[]){ __VA_ARGS__ },                                 \
                          G_N_ELEMENTS (((const DermagaContact[]){ __VA_ARGS__ })))

static void
test_shut_out (void)
{
  g_assert_cmpint (FIND (good_465, good_993, again_465, again_993), ==, 40);
  g_assert_cmpint (FIND (again_993, good_993, again_465, good_465), ==, 40);
  g_assert_cmpint (FIND (good_465, again_465, again_465_twice), ==, 40);
  g_assert_cmpint (FIND (good_465, closed_110, again_465, again_465_twice), ==, 40);
}

static void
test_not_shut_out (void)
{
  /* Closed ports, before and after. */
  g_assert_cmpint (FIND (good_465, closed_110, closed_995_later), ==, 0);
  /* One failure may be chance, also beside a closed port. */
  g_assert_cmpint (FIND (good_465, again_465), ==, 0);
  g_assert_cmpint (FIND (good_465, again_465, closed_995_later), ==, 0);
  /* Another port still answers. */
  g_assert_cmpint (FIND (good_465, good_993, again_465, again_993, other_587_later), ==, 0);
  /* The failed one was begun before the other had been answered: a limit, at the most. */
  g_assert_cmpint (FIND (good_465, side_by_side, side_by_side), ==, 0);
  /* Nothing ever answered. */
  g_assert_cmpint (FIND (closed_110, again_465, again_465_twice), ==, 0);
  g_assert_cmpint (dermaga_ban_find_start (NULL, 0), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/ban/shut-out", test_shut_out);
  g_test_add_func ("/ban/not-shut-out", test_not_shut_out);
  return g_test_run ();
}
