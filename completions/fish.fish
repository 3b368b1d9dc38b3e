# Completes stenosis-routine in fish. The program is asked what fits.
# To have it in every shell:
#     stenosis-routine completions fish > ~/.config/fish/completions/stenosis-routine.fish
function __stenosis_routine_fitting
    set -l words (commandline -opc)
    set -l word (commandline -ct)
    set -l program $words[1]
    set -e words[1]
    for line in ($program complete --word="$word" -- $words 2>/dev/null)
        switch $line
            case ':toml*'
                __fish_complete_suffix "$word" .toml | string match -e -r '(/|\.toml)(\t|$)'
            case ':folder*'
                __fish_complete_directories "$word"
            case '*'
                echo $line
        end
    end
end
complete -c stenosis-routine -f -a '(__stenosis_routine_fitting)'
