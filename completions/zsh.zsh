#compdef stenosis-routine
# Completes stenosis-routine in zsh. The program is asked what fits.
# To have it in every shell, write it as _stenosis-routine into a folder of $fpath:
#     stenosis-routine completions zsh > /usr/local/share/zsh/site-functions/_stenosis-routine
# Or put this behind compinit in ~/.zshrc:  source <(stenosis-routine completions zsh)
_stenosis-routine() {
    local line value files
    local -a fitting
    for line in "${(@f)$("${(Q)words[1]}" complete --word="${(Q)PREFIX}" -- "${(@Q)words[2,CURRENT-1]}" 2>/dev/null)}"; do
        value=${line%%$'\t'*}
        case $value in
        (:*) files=$value ;;
        ('') ;;
        (*) fitting+=("${value//:/\\:}:${line#*$'\t'}") ;;
        esac
    done
    _describe -t values 'stenosis-routine' fitting
    case $files in
    (:toml) _files -g '*.toml' ;;
    (:folder) _files -/ ;;
    esac
}
# Found in $fpath, this file is the function itself.
if [[ ${funcstack[1]} == _stenosis-routine ]]; then
    _stenosis-routine "$@"
else
    compdef _stenosis-routine stenosis-routine
fi
