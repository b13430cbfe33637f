# Completion for dermaga-cli in fish. All words come from the program itself.

function __dermaga_cli_command
    set -l words (commandline -opc)
    test (count $words) -gt 1; and echo $words[2]
end

function __dermaga_cli_is
    contains -- $argv[1] (__dermaga_cli_command)
end

# The options of the command that was typed: name, tabulator, what it does.
function __dermaga_cli_options
    string match -q -- '*=*' (commandline -ct); and return
    set -l name (__dermaga_cli_command)
    test -n "$name"; and dermaga-cli $name --help 2>/dev/null | sed -n 's/^  \(--[a-z-]*=\{0,1\}\)[^ ]*  *\(.*\)/\1\t\2/p'
end

# What may stand behind the "=" of the option that is being typed.
function __dermaga_cli_values
    set -l option (commandline -ct)
    switch $option
        case '--format=*'
            __dermaga_cli_join --format= formats
        case '--for=*'
            __dermaga_cli_join --for= audiences
        case '--scene=*'
            __dermaga_cli_join --scene= scenes
        case '--language=*'
            __dermaga_cli_join --language= languages
        case '--report-language=*'
            __dermaga_cli_join --report-language= languages
    end
end

function __dermaga_cli_join
    for word in (dermaga-cli words $argv[2] 2>/dev/null)
        echo $argv[1]$word
    end
end

function __dermaga_cli_wants_file
    string match -qr -- '^--(ca-file|config|output|report|result|save-ca)=' (commandline -ct)
    or __dermaga_cli_is read
end

complete -c dermaga-cli -f
complete -c dermaga-cli -n __dermaga_cli_wants_file -F
complete -c dermaga-cli -n 'not __dermaga_cli_command' -f -a '(dermaga-cli words commands 2>/dev/null)'
complete -c dermaga-cli -n 'not __dermaga_cli_command' -f -a '--help --version'
complete -c dermaga-cli -n __dermaga_cli_command -a '(__dermaga_cli_options)'
complete -c dermaga-cli -n __dermaga_cli_command -a '(__dermaga_cli_values)'
complete -c dermaga-cli -n '__dermaga_cli_is learn' -f -a '(dermaga-cli words topics 2>/dev/null)'
