@echo off
rem Dromedary: the one at DROMEDARY_HOME, the one that has made this repository, or the one on the PATH.
setlocal
cd /d "%~dp0"
set "launcher="
if defined DROMEDARY_HOME set "launcher=%DROMEDARY_HOME%\bin\dromedary.cmd"
if defined launcher goto start
for /f "tokens=1,* delims==" %%a in (dromedary.properties) do if "%%a"=="version" set "version=%%b"
set "home="
if exist ".dromedary\homes\%version%" set /p home=<".dromedary\homes\%version%"
if defined home for %%d in (dromedary.cmd bin\dromedary.cmd) do if exist "%home%\%%d" set "launcher=%home%\%%d"
if defined launcher goto start
for %%d in (dromedary.cmd) do set "launcher=%%~$PATH:d"
if /i "%launcher%"=="%~f0" set "launcher="
if defined launcher goto start
echo Dromedary is not on this machine: put its bin on the PATH, or name its folder with DROMEDARY_HOME. 1>&2
exit /b 2
:start
call "%launcher%" %*
exit /b %errorlevel%
