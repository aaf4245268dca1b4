# Decides once how the AppHost runs, and builds what has changed. Sourced by ./run and ./test; expects ROOT and LOCAL.

readonly SOLUTION_SOURCES=(src tests benchmarks Platform.sln global.json Directory.Build.props Directory.Packages.props .editorconfig UseAspire.props NuGet.config)

# Aspire needs its packages and a container engine; the answer is kept in UseAspire.props. UseAspire=true|false in the environment overrules it.
decide_aspire() {
  [ -n "${UseAspire:-}" ] && return 0
  [ -e "$ROOT/UseAspire.props" ] && return 0
  local answer=false
  if { timeout 10 docker info || timeout 10 podman info; } >/dev/null 2>&1; then
    mkdir -p "$LOCAL/aspire-probe"
    cat >"$LOCAL/aspire-probe/aspire-probe.csproj" <<'PROJECT'
<Project>
  <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
  <Import Project="Sdk.props" Sdk="Aspire.AppHost.Sdk/13.5.2" />
  <PropertyGroup>
    <RestorePackagesWithLockFile>false</RestorePackagesWithLockFile>
  </PropertyGroup>
  <ItemGroup>
    <PackageReference Include="Aspire.Hosting.PostgreSQL" />
    <PackageReference Include="Aspire.Hosting.RabbitMQ" />
  </ItemGroup>
  <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
  <Import Project="Sdk.targets" Sdk="Aspire.AppHost.Sdk/13.5.2" />
</Project>
PROJECT
    if step "Looking for Aspire's packages" timeout 120 dotnet restore "$LOCAL/aspire-probe" -nologo -v q 2>/dev/null; then answer=true; fi
    rm -rf "$LOCAL/aspire-probe"
  fi
  printf '<Project>\n  <PropertyGroup>\n    <UseAspire>%s</UseAspire>\n  </PropertyGroup>\n</Project>\n' $answer >"$ROOT/UseAspire.props"
}

uses_aspire() {
  [ "${UseAspire:-}" = true ] || { [ -z "${UseAspire:-}" ] && grep -qs '<UseAspire>true<' "$ROOT/UseAspire.props"; }
}

# One line that changes whenever a source does: names, sizes and times to the nanosecond of all files that git does not ignore.
fingerprint() {
  (
    cd "$ROOT" || exit 1
    if git rev-parse --is-inside-work-tree >/dev/null 2>&1; then
      git ls-files -coz --exclude-standard -- "$@"
      [ ! -e UseAspire.props ] || printf 'UseAspire.props\0'
    else
      find "$@" -type f -not -path '*/bin/*' -not -path '*/obj/*' -print0 2>/dev/null
    fi | sort -z | xargs -0 stat -c '%n %s %.9Y' -- 2>/dev/null
    # A listed file that is gone has no line, which changes the sum too.
    printf '%s %s\n' "$(dotnet --version)" "${UseAspire:-}"
  ) | sha256sum | cut -d ' ' -f 1
}

# Someone may have cleaned the outputs since.
outputs_exist() {
  local project name
  for project in "$ROOT"/src/*/*.csproj; do
    name=$(basename "$project" .csproj)
    [ -e "$(dirname "$project")/bin/Release/net10.0/Platform.$name.dll" ] || return 1
  done
}

build_solution() {
  local stamp="$LOCAL/build.stamp" now
  now=$(fingerprint "${SOLUTION_SOURCES[@]}")
  if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && outputs_exist; then return 0; fi
  rm -f "$stamp"
  step "Build (.NET)" dotnet build "$ROOT/Platform.sln" -c Release -v m -nologo || return 1
  # Restoring may have rewritten lock files.
  fingerprint "${SOLUTION_SOURCES[@]}" >"$stamp"
}

build_firmware() {
  local stamp="$LOCAL/firmware.stamp" now
  now=$(fingerprint firmware)
  if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && [ -x "$LOCAL/bin/virtual-device" ]; then return 0; fi
  rm -f "$stamp"
  step "Build (virtual devices)" "$ROOT/firmware/build.sh" || return 1
  printf '%s\n' "$now" >"$stamp"
}
