@echo off
rem Dromedary's command line on Windows: dromedary COMMAND...
rem In a clone of the repository Maven builds and starts it; in an unpacked distribution there is nothing to build.
rem JAVA_HOME says which JDK, DROMEDARY_JAVA_OPTIONS has more options for it.
setlocal
if not exist "%~dp0pom.xml" goto distribution
call mvn -q -f "%~dp0pom.xml" compile exec:java "-Dexec.args=%*"
exit /b %errorlevel%
:distribution
set "java=java"
if defined JAVA_HOME (set "java=%JAVA_HOME%\bin\java.exe") else (where /q java || goto missing)
if defined JAVA_HOME if not exist "%java%" goto missing
rem Its licence does not let DynamoDB Local be handed on, so it is fetched once; without it, what needs no embedded cloud works as well.
if not defined LOCALAPPDATA set "LOCALAPPDATA=%TEMP%"
for %%h in ("%~dp0..") do set "work=%LOCALAPPDATA%\dromedary\%%~nxh"
if not exist "%work%\fetched" (
  if not exist "%work%" mkdir "%work%"
  "%java%" -cp "%~dp0..\lib\*" dev.dromedary.desk.cli.FetchedLibrary "%~dp0..\lib\fetched.properties" "%work%\jars" "%work%\fetched"
)
set "fetched="
if exist "%work%\fetched" set /p fetched=<"%work%\fetched"
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 %DROMEDARY_JAVA_OPTIONS% -cp "%~dp0..\lib\*;%fetched%" dev.dromedary.desk.cli.Dromedary %*
exit /b %errorlevel%
:missing
echo There is no %java%; install a JDK, 17 or newer, or let JAVA_HOME name one. 1>&2
exit /b 2
