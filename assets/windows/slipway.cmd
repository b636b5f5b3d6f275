@rem The command line of Slipway. Behind the mark # Windows PowerShell sees a comment: the script reads the arguments as they are.
@setlocal DisableDelayedExpansion
@set "SLIPWAY_LAUNCHER=%~dp0slipway-launcher.ps1"
@"%SystemRoot%\System32\WindowsPowerShell\v1.0\powershell.exe" -NoLogo -NoProfile -InputFormat None -ExecutionPolicy Bypass -Command "& $env:SLIPWAY_LAUNCHER #" %*
@exit /b %ERRORLEVEL%
