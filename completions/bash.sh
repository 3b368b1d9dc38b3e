# Completes stenosis-routine in bash. The program is asked what fits.
# To have it in every shell:  stenosis-routine completions bash > \
#     ~/.local/share/bash-completion/completions/stenosis-routine
# Without the package bash-completion:  put this file anywhere, and source it in ~/.bashrc.
_stenosis_routine() {
    local program=$1 word=$2 value about
    # bash takes --from=3 for three words.
    [[ $word == '=' ]] && word=
    COMPREPLY=()
    while IFS=$'\t' read -r value about; do
        case $value in
        :toml)
            compopt -o filenames 2>/dev/null
            while read -r value; do COMPREPLY+=("$value"); done < <(
                compgen -d -- "$word"
                compgen -f -X '!*.toml' -- "$word"
            )
            ;;
        :folder)
            compopt -o filenames 2>/dev/null
            while read -r value; do COMPREPLY+=("$value"); done < <(compgen -d -- "$word")
            ;;
        "$word"*) COMPREPLY+=("$value") ;;
        esac
    done < <("$program" complete --word="$word" -- "${COMP_WORDS[@]:1:COMP_CWORD-1}" 2>/dev/null)
}
complete -F _stenosis_routine stenosis-routine
