# Windows gives the console back before a program with windows has said anything. So a command runs in Slipway itself, which
# is started in the background where it does not run yet, and this script lends it the console: arguments, both streams,
# stdin and the exit code, over the pipe of the profile. What is said there stands in electron/contract/socket.ts and, for
# commandLine.run, in methods.ts beside it. Windows PowerShell 5.1; only ASCII, which it reads the same in every country.
Set-StrictMode -Version 2
$ErrorActionPreference = 'Stop'
if ($ExecutionContext.SessionState.LanguageMode -ne 'FullLanguage') {
    Write-Host 'slipway: An administrator limits PowerShell on this computer, and the command line needs all of it.'
    exit 1
}

$protocol = 1
$callId = 1
$startTimeoutSeconds = 60
$connectTimeoutMs = 200
$pieceBytes = 65536
$utf8 = New-Object System.Text.UTF8Encoding($false)
$program = Join-Path (Split-Path -Parent $PSScriptRoot) 'Slipway.exe'

function Write-Sentence([string] $sentence) {
    [Console]::Error.WriteLine('slipway: ' + $sentence)
}

# As they were typed: PowerShell has taken them for a comment.
function Get-CommandArguments {
    $given = [Environment]::GetCommandLineArgs()
    for ($at = 0; $at -lt $given.Length; $at++) {
        if ($given[$at] -ceq '& $env:SLIPWAY_LAUNCHER #') {
            for ($next = $at + 1; $next -lt $given.Length; $next++) { $given[$next] }
            return
        }
    }
}

[string[]] $arguments = @(Get-CommandArguments)

# The profile that is meant: its name, or the path of its folder.
function Get-ProfileName {
    for ($at = 0; $at -lt $arguments.Length; $at++) {
        $each = $arguments[$at]
        if ($each -ceq '--') { break }
        if ($each -ceq '--profile' -and $at + 1 -lt $arguments.Length) { return $arguments[$at + 1] }
        if ($each.StartsWith('--profile=', [StringComparison]::Ordinal)) { return $each.Substring(10) }
    }
    return [Environment]::GetEnvironmentVariable('SLIPWAY_PROFILE')
}

$profileName = Get-ProfileName
if ([string]::IsNullOrEmpty($profileName)) { $profileName = $null }

function Get-KeyFile {
    $folder = Join-Path ([Environment]::GetFolderPath('ApplicationData')) 'Slipway'
    # As electron/shell/portable-folder.ts decides.
    $beside = Split-Path -Parent $program
    $portable = Join-Path $beside 'slipway-data'
    if ([IO.Directory]::Exists($portable) -and -not [IO.File]::Exists((Join-Path $beside 'Uninstall Slipway.exe'))) { $folder = $portable }
    if ($null -ne $profileName) {
        if ([IO.Path]::IsPathRooted($profileName)) { $folder = $profileName }
        else { $folder = Join-Path (Join-Path $folder 'profiles') $profileName }
    }
    return Join-Path $folder 'command.key'
}

function Start-Slipway([string[]] $switches) {
    # A quote can't be in a path; a backslash before the last one would hide it.
    if ($null -ne $profileName) { $switches += '--profile="' + $profileName.Replace('"', '').TrimEnd('\') + '"' }
    if ($switches.Length -eq 0) { Start-Process -FilePath $program }
    else { Start-Process -FilePath $program -ArgumentList $switches }
}

# $null: nobody answers. The file has the key in its first line and the pipe in its second.
function Connect-Slipway([string] $keyFile) {
    try {
        $lines = [IO.File]::ReadAllText($keyFile).Split([char] 10)
        $name = $lines[1].Substring('\\.\pipe\'.Length)
        $pipe = New-Object System.IO.Pipes.NamedPipeClientStream('.', $name,
            [System.IO.Pipes.PipeDirection]::InOut, [System.IO.Pipes.PipeOptions]::Asynchronous)
    }
    catch { return $null }
    try { $pipe.Connect($connectTimeoutMs) }
    catch [System.UnauthorizedAccessException] { throw }
    catch {
        $pipe.Dispose()
        return $null
    }
    return @{ pipe = $pipe; key = $lines[0] }
}

function Wait-ForSlipway {
    $keyFile = Get-KeyFile
    $found = Connect-Slipway $keyFile
    if ($null -ne $found) { return $found }
    Start-Slipway @('--hidden')
    $until = [DateTime]::UtcNow.AddSeconds($startTimeoutSeconds)
    while ($null -eq $found -and [DateTime]::UtcNow -lt $until) {
        Start-Sleep -Milliseconds 100
        $found = Connect-Slipway $keyFile
    }
    return $found
}

# Ctrl+C is heard between two looks, never within a call.
function Wait-ForResult($task) {
    while (-not $task.Wait(100)) { }
    return $task.Result
}

function Send-Message($message) {
    $line = $utf8.GetBytes((ConvertTo-Json -InputObject $message -Compress -Depth 5) + "`n")
    $pipe.Write($line, 0, $line.Length)
}

function Get-Columns {
    try {
        $columns = [Console]::WindowWidth
        if ($columns -gt 0) { return $columns }
    }
    catch { }
    return $null
}

function Get-RunInput {
    $environment = @{}
    foreach ($name in 'SLIPWAY_ACCOUNT', 'SLIPWAY_PROFILE', 'LC_ALL', 'LC_MESSAGES', 'LANG') {
        $value = [Environment]::GetEnvironmentVariable($name)
        if ($null -ne $value) { $environment[$name] = $value }
    }
    $columns = Get-Columns
    return @{
        arguments = $arguments
        folder = [Environment]::CurrentDirectory
        profile = $profileName
        environment = $environment
        stdoutIsTerminal = -not [Console]::IsOutputRedirected
        stderrIsTerminal = -not [Console]::IsErrorRedirected
        columns = $columns
    }
}

# In base64; $null at its end.
function Read-Piece {
    $count = Wait-ForResult ($stdin.ReadAsync($buffer, 0, $buffer.Length))
    if ($count -le 0) { return $null }
    if ([Console]::IsInputRedirected) { return [Convert]::ToBase64String($buffer, 0, $count) }
    # A console gives its own encoding.
    return [Convert]::ToBase64String($utf8.GetBytes([Console]::InputEncoding.GetString($buffer, 0, $count)))
}

function Write-Part($part) {
    $bytes = [Convert]::FromBase64String($part.base64)
    $stream = $stdout
    if ($part.type -ceq 'stderr') { $stream = $stderr }
    $stream.Write($bytes, 0, $bytes.Length)
    $stream.Flush()
}

# Greets, asks, and lends the console until there is an exit code.
function Invoke-CommandLine([string] $key) {
    while ($true) {
        $line = Wait-ForResult ($reader.ReadLineAsync())
        if ($null -eq $line) {
            Write-Sentence 'Slipway was closed before it answered.'
            return 1
        }
        $message = ConvertFrom-Json -InputObject $line
        $fields = @($message.PSObject.Properties | ForEach-Object { $_.Name })
        if ($fields -ccontains 'part') { Write-Part $message.part }
        elseif ($fields -ccontains 'wants') {
            $piece = Read-Piece
            Send-Message @{ id = $callId; stdin = $piece }
        }
        elseif ($fields -ccontains 'slipway') {
            if ($message.slipway -ne $protocol) {
                Write-Sentence "The Slipway that is running is another version ($($message.version)). Restart it, then try again."
                return 1
            }
            Send-Message @{ hello = $protocol; key = $key }
            $run = Get-RunInput
            Send-Message @{ id = $callId; method = 'commandLine.run'; input = $run }
        }
        elseif ($fields -ccontains 'refused') {
            Write-Sentence "Slipway refused the command ($($message.refused))."
            return 1
        }
        elseif ($message.ok) { return [int] $message.value.exitCode }
        else {
            Write-Sentence "Slipway could not run the command ($($message.error.code))."
            return 1
        }
    }
}

# Without a command, the window; also of a profile.
$isProfileOnly = ($arguments.Length -eq 2 -and $arguments[0] -ceq '--profile') -or
    ($arguments.Length -eq 1 -and $arguments[0].StartsWith('--profile=', [StringComparison]::Ordinal))
if ($arguments.Length -eq 0 -or $isProfileOnly) {
    Start-Slipway @()
    [Environment]::Exit(0)
}

# Until something else is known: Ctrl+C.
$code = 130
$pipe = $null
$encoding = $null
try {
    $connection = Wait-ForSlipway
    if ($null -eq $connection) {
        Write-Sentence 'Slipway was started and does not answer. Open its window, then try again.'
        $code = 1
    }
    else {
        $pipe = $connection.pipe
        $reader = New-Object System.IO.StreamReader($pipe, $utf8, $false, 65536)
        $stdin = [Console]::OpenStandardInput()
        $stdout = [Console]::OpenStandardOutput()
        $stderr = [Console]::OpenStandardError()
        $buffer = New-Object byte[] $pieceBytes
        # Without a console there is nothing to set.
        try {
            $encoding = [Console]::OutputEncoding
            [Console]::OutputEncoding = $utf8
        }
        catch { $encoding = $null }
        $code = Invoke-CommandLine $connection.key
    }
}
catch [System.UnauthorizedAccessException] {
    Write-Sentence 'Slipway runs with other rights than this console. Use a console with the same rights.'
    $code = 1
}
catch {
    Write-Sentence $_.Exception.Message
    $code = 1
}
finally {
    # After Ctrl+C only calls of .NET still work here. A caller that hangs up no longer waits; its transfers continue.
    if ($null -ne $pipe) { $pipe.Dispose() }
    if ($code -eq 130) { [Console]::Error.WriteLine('slipway: No longer waiting. To see what continues: slipway transfers') }
    if ($null -ne $encoding) { [Console]::OutputEncoding = $encoding }
    [Environment]::Exit($code)
}
