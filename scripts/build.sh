# Decides once how the AppHost runs, and builds what has changed. Sourced by ./run and ./test; expects ROOT and LOCAL.

WEB="$ROOT/src/Web"
# The web app has its own tools.
mapfile -t solution_folders < <(cd "$ROOT" && find src -mindepth 1 -maxdepth 1 -not -name Web | sort)
readonly WEB SOLUTION_SOURCES=("${solution_folders[@]}" tests tools benchmarks Platform.sln global.json Directory.Build.props Directory.Packages.props .editorconfig UseAspire.props NuGet.config)

# Compilers, tests and a developer's services live for minutes, and half of what they do is to compile their own code. Outside of
# production the memory for that code is not locked against writing after each piece (docs/adr/0016).
[ "${DOTNET_ENVIRONMENT:-Development}" = Production ] || export DOTNET_EnableWriteXorExecute="${DOTNET_EnableWriteXorExecute:-0}"

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
      find "$@" -type f -not -path '*/bin/*' -not -path '*/obj/*' -not -path '*/node_modules/*' -not -path '*/dist/*' -print0 2>/dev/null
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

# One compiler for all projects instead of one started per project, known by a name of its own and ended with the build.
compile_solution() {
  local name="platform-$$" code=0 build compiler
  DOTNET_TieredPGO=0 dotnet build "$ROOT/Platform.sln" -c Release -v m -nologo -p:UseSharedCompilation=true -p:SharedCompilationId="$name" &
  build=$!
  trap 'kill -TERM "$build" 2>/dev/null || true' TERM
  wait "$build" || code=$?
  # Interrupted: until the build has ended too.
  wait "$build" 2>/dev/null || true
  compiler=$(dirname "$(readlink -f "$(command -v dotnet)")")/sdk/$(dotnet --version)/Roslyn/bincore/VBCSCompiler.dll
  # Where an SDK is laid out otherwise the compiler ends by itself after ten idle minutes.
  [ ! -e "$compiler" ] || dotnet exec "$compiler" -shutdown -pipename:"$name" >/dev/null || true
  return $code
}

build_solution() {
  local stamp="$LOCAL/build.stamp" now
  now=$(fingerprint "${SOLUTION_SOURCES[@]}")
  if [ -e "$stamp" ] && [ "$(cat "$stamp")" = "$now" ] && outputs_exist; then return 0; fi
  rm -f "$stamp"
  step "Build (.NET)" compile_solution || return 1
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

# What Vite and the linter ask for; npm would only warn.
check_node() {
  local asked="Node.js 20.19 or newer (22.12 or newer from 22 on) with npm: https://nodejs.org"
  command -v node >/dev/null && command -v npm >/dev/null || cannot "The web app needs $asked"
  node -e 'const [major, minor] = process.versions.node.split(".").map(Number);
    process.exit((major === 20 && minor >= 19) || (major === 22 && minor >= 12) || major > 22 ? 0 : 1)' ||
    cannot "The Node.js of this machine is $(node --version); the web app needs $asked"
}

# npm in the web app's folder, whatever this machine's npm is set to: an environment of production leaves the build's tools out.
npm_web() { (cd "$WEB" && env -u NODE_ENV npm "$@"); }

web_packages_stamp() { (cat "$WEB/package-lock.json" && node --version) | sha256sum | cut -d ' ' -f 1; }
web_has_packages() { [ -d "$WEB/node_modules" ] && [ "$(cat "$LOCAL/web-packages.stamp" 2>/dev/null)" = "$(web_packages_stamp)" ]; }
web_is_built() { [ -e "$WEB/dist/index.html" ] && [ "$(cat "$LOCAL/web.stamp" 2>/dev/null)" = "$(fingerprint src/Web)" ]; }

# No package of ours needs its install script, and none gets to run one.
install_web_packages() {
  web_has_packages && return 0
  rm -f "$LOCAL/web-packages.stamp"
  npm_web ci --include=dev --include=optional --package-lock --no-dry-run --install-strategy=hoisted --legacy-peer-deps=false \
    --ignore-scripts --no-audit --no-fund --no-progress || return 1
  web_packages_stamp >"$LOCAL/web-packages.stamp"
}

make_web() {
  local now
  install_web_packages || return 1
  web_is_built && return 0
  rm -f "$LOCAL/web.stamp"
  now=$(fingerprint src/Web)
  npm_web run build || return 1
  printf '%s\n' "$now" >"$LOCAL/web.stamp"
}

# Beside the .NET build: the packages mostly wait for the network. build_solution, then finish_beside.
start_web_packages() { web_has_packages || step_beside "Packages (web)" install_web_packages; }
start_web_build() { { web_has_packages && web_is_built; } || step_beside "Build (web)" make_web; }

# For ./bench web alone: nothing else waits for it or needs it.
install_lighthouse() {
  local folder="$ROOT/benchmarks/lighthouse" stamp="$LOCAL/lighthouse.stamp" now
  now=$( (cat "$folder/package-lock.json" && node --version) | sha256sum | cut -d ' ' -f 1)
  if [ -d "$folder/node_modules" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$now" ]; then return 0; fi
  rm -f "$stamp"
  step "Packages (Lighthouse)" env -C "$folder" -u NODE_ENV npm ci --ignore-scripts --no-audit --no-fund --no-progress || return 1
  printf '%s\n' "$now" >"$stamp"
}
