# Debian packages by purpose. Sourced by ./run and ./test: install_packages GROUP…

packages_of() {
  case $1 in
    runtime) echo postgresql rabbitmq-server util-linux ;;
    firmware) echo cmake g++ make libmosquitto-dev libcurl4-openssl-dev libmbedtls-dev rapidjson-dev ;;
    test) echo mosquitto-clients libgtest-dev clang libclang-rt-dev curl ;;
    browser) echo chromium fonts-noto-core ;;
    cross) echo gcc-riscv64-unknown-elf picolibc-riscv64-unknown-elf qemu-system-misc ;;
    *) cannot "There is no package group '$1' (runtime, firmware, test, browser, cross)." ;;
  esac
}

missing_packages() {
  local group package
  for group in "$@"; do
    for package in $(packages_of "$group"); do
      [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] || echo "$package"
    done
  done | sort -u
}

# The packages' own services are not wanted: every start here uses private ones. policy-rc.d is Debian's way to say so.
apt_install() {
  local policy=/usr/sbin/policy-rc.d ours= unit code=0
  if [ ! -e $policy ]; then
    printf '#!/bin/sh\nexit 101\n' | $SUDO tee $policy >/dev/null && $SUDO chmod 755 $policy && ours=yes
  fi
  $SUDO apt-get update &&
    $SUDO env DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$@" || code=$?
  [ -z "$ours" ] || $SUDO rm -f $policy
  if [ $code -eq 0 ] && [ -d /run/systemd/system ]; then
    for unit in postgresql rabbitmq-server; do
      case " $* " in *" $unit "*) $SUDO systemctl disable "$unit" || true ;; esac
    done
  fi
  return $code
}

# install_packages GROUP… : installs what is missing, or says in one sentence why that is not possible.
install_packages() {
  local missing
  if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
    for tool in /usr/lib/postgresql/*/bin/postgres /usr/lib/rabbitmq/lib/*/sbin/rabbitmq-server; do
      [ -x "$tool" ] || cannot "This is not a Debian system: install PostgreSQL 15 or newer and RabbitMQ so that they are found in /usr/lib/postgresql and /usr/lib/rabbitmq/lib, and $(for group in "$@"; do packages_of "$group"; done | tr '\n' ' ')by the names they have here."
    done
    return 0
  fi
  missing=$(missing_packages "$@" | tr '\n' ' ')
  [ -n "${missing// /}" ] || return 0
  SUDO=
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo >/dev/null || cannot "Packages are missing and there is no right to install them; ask an administrator for: apt-get install $missing"
    # Asks for the password here, where a person can see it, and not in the middle of a step.
    { [ -t 0 ] && sudo -v || sudo -n true 2>/dev/null; } || cannot "Packages are missing and sudo is refused; ask an administrator for: apt-get install $missing"
    SUDO=sudo
  fi
  say "Installing Debian packages: $missing"
  # shellcheck disable=SC2086 # a list of words
  step "Packages" apt_install $missing || cannot "The packages could not be installed: $missing"
}
