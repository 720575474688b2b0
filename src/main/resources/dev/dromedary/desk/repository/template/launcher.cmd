@echo off
rem Dromedary: the one at DROMEDARY_HOME, or the one on the PATH.
cd /d "%~dp0"
if defined DROMEDARY_HOME (
  call "%DROMEDARY_HOME%\bin\dromedary.cmd" %*
  exit /b
)
for /f "delims=" %%d in ('where dromedary.cmd 2^>nul') do (
  if /i not "%%~dpd"=="%~dp0" (
    call "%%d" %*
    exit /b
  )
)
echo Dromedary is not on this machine: put its bin on the PATH, or name its folder with DROMEDARY_HOME. 1>&2
exit /b 2
