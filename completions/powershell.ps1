# Completes stenosis-routine in PowerShell. The program is asked what fits.
# To have it in every shell:  stenosis-routine completions powershell >> $PROFILE
Register-ArgumentCompleter -Native -CommandName stenosis-routine -ScriptBlock {
    param($word, $line, $cursor)
    $words = @($line.CommandElements | Where-Object { $_.Extent.EndOffset -lt $cursor } |
        Select-Object -Skip 1 | ForEach-Object { $_.ToString() })
    stenosis-routine complete "--word=$word" '--' @words 2>$null | ForEach-Object {
        $value, $about = $_ -split "`t", 2
        # Without an answer PowerShell completes files by itself.
        if ($value -notlike ':*' -and $value -like "$word*") {
            if (-not $about) { $about = $value }
            [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $about)
        }
    }
}
