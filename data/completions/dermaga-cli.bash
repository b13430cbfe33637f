# Completion for dermaga-cli in bash. All words come from the program itself.

_dermaga_cli_words ()
{
  dermaga-cli words "$1" 2>/dev/null | cut -f1
}

# The options of a command, with "=" behind those that take a value.
_dermaga_cli_options ()
{
  dermaga-cli "$1" --help 2>/dev/null | sed -n 's/^  \(--[a-z-]*=\{0,1\}\).*/\1/p'
}

# _dermaga_cli_complete CURRENT WORDS
_dermaga_cli_complete ()
{
  local IFS=$'\n'
  # shellcheck disable=SC2207 # no word holds anything but letters, digits and hyphens
  COMPREPLY=($(compgen -W "$2" -- "$1"))
}

_dermaga_cli_value ()
{
  case $1 in
    --format) _dermaga_cli_complete "$2" "$(_dermaga_cli_words formats)" ;;
    --for) _dermaga_cli_complete "$2" "$(_dermaga_cli_words audiences)" ;;
    --scene) _dermaga_cli_complete "$2" "$(_dermaga_cli_words scenes)" ;;
    --language|--report-language) _dermaga_cli_complete "$2" "$(_dermaga_cli_words languages)" ;;
    --ca-file|--config|--output|--report|--result|--save-ca)
      compopt -o filenames 2>/dev/null
      local IFS=$'\n'
      # shellcheck disable=SC2207 # a name a line
      COMPREPLY=($(compgen -f -- "$2"))
      ;;
  esac
}

_dermaga_cli ()
{
  local command=${COMP_WORDS[1]} current=${COMP_WORDS[COMP_CWORD]} before
  before=${COMP_WORDS[COMP_CWORD - 1]}
  COMPREPLY=()
  if [ "$COMP_CWORD" = 1 ]; then
    _dermaga_cli_complete "$current" "$(_dermaga_cli_words commands)"$'\n--help\n--version'
    return
  fi
  # bash takes "--format=file" for three words.
  if [ "$current" = = ]; then
    _dermaga_cli_value "$before" ""
  elif [ "$before" = = ]; then
    _dermaga_cli_value "${COMP_WORDS[COMP_CWORD - 2]}" "$current"
  elif [[ $current == -* ]]; then
    _dermaga_cli_complete "$current" "$(_dermaga_cli_options "$command")"
    [[ ${#COMPREPLY[@]} != 1 || ${COMPREPLY[0]} != *= ]] || compopt -o nospace 2>/dev/null
  elif [[ $before == --* && $'\n'$(_dermaga_cli_options "$command")$'\n' == *$'\n'"$before="$'\n'* ]]
  then
    _dermaga_cli_value "$before" "$current"
  elif [ "$command" = learn ]; then
    _dermaga_cli_complete "$current" "$(_dermaga_cli_words topics)"
  elif [ "$command" = read ]; then
    _dermaga_cli_value --config "$current"
  fi
}

complete -F _dermaga_cli dermaga-cli
