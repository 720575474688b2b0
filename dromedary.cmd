@echo off
rem Dromedary's command line on Windows: dromedary COMMAND...
rem In a clone of the repository Maven builds and starts it; in an unpacked distribution there is nothing to build.
rem JAVA_HOME says which JDK, DROMEDARY_JAVA_OPTIONS has more options for it.
setlocal
if exist "%~dp0pom.xml" (
  mvn -q -f "%~dp0pom.xml" compile exec:java "-Dexec.args=%*"
  exit /b
)
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
"%java%" -XX:+UseSerialGC -XX:TieredStopAtLevel=1 %DROMEDARY_JAVA_OPTIONS% -cp "%~dp0..\lib\*" dev.dromedary.desk.cli.Dromedary %*
