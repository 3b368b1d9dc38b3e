Add-Type -AssemblyName System.Speech
[Console]::InputEncoding = [Text.Encoding]::UTF8
$words = [Console]::In.ReadToEnd()
$voice = New-Object System.Speech.Synthesis.SpeechSynthesizer
$voice.Rate = [int]$env:STENOSIS_ROUTINE_RATE
try { $voice.SelectVoiceByHints('NotSet', 'NotSet', 0, $env:STENOSIS_ROUTINE_LANGUAGE) } catch { }
$wav = New-Object IO.MemoryStream
$voice.SetOutputToWaveStream($wav)
$voice.Speak($words)
$out = [Console]::OpenStandardOutput()
$wav.WriteTo($out)
$out.Flush()
