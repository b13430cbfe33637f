#pragma once

#include "wire/dermaga-dialogue.h"

typedef enum {
  STEP_SERVER,  /* the server sends @text in one piece */
  STEP_CLIENT,  /* the client must have sent @text */
  STEP_TLS,     /* the client must want TLS; the handshake is done */
  STEP_EOF,     /* the server closes */
  STEP_TIMEOUT, /* the deadline passes */
} StepKind;

/* @text holds "<tag>" where the client's last tag belongs. */
typedef struct {
  StepKind kind;
  GString *text;
} Step;

/**
 * Transcript: a conversation as a readable file. Each line is one of
 *
 *   # comment
 *   PROTOCOL smtp|imap|pop3
 *   MODE none|starttls|tls
 *   USER text, PASSWORD text, MAIL address
 *                 of a sign-in: who signs in, and to whom a message is sent
 *   S: text       the server sends the text and CRLF; lines in succession are one piece
 *   S+: text      the same without CRLF
 *   ---           the next S: is another piece
 *   REPEAT n text the server sends the text and CRLF n times
 *   C: text       the client sends the text and CRLF, in one write
 *   TLS           the client begins TLS
 *   EOF, TIMEOUT  the server closes; the deadline passes
 *   EXPECT: fact  must be among facts_to_lines() at the end
 *   OUTCOME: ...  what the facts mean: outcomes_to_text()
 *
 * Texts understand the escapes of g_strcompress() and \xHH. "<tag>" stands for the client's tag.
 */
typedef struct {
  DermagaProtocol protocol;
  DermagaSecurity mode;
  char *user_name; /* (nullable), like those below */
  char *password;
  char *email;
  GPtrArray *steps;
  GPtrArray *expected;
  char *outcomes;
} Transcript;

Transcript *transcript_load (const char *path);
void transcript_free (Transcript *transcript);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Transcript, transcript_free)
