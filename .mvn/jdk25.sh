# Sourced by mvnw and handoff: sets JAVA_HOME to a JDK of version 25 or later, or says what is missing and exits.

# Whether a folder is such a JDK. Every JDK has had a file named "release" for longer than this needs.
handoff_is_jdk25() {
  [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ] || return 1
  handoff_version=$(sed -n 's/^JAVA_VERSION="\([0-9]*\).*/\1/p' "$1/release")
  [ "${handoff_version:-0}" -ge 25 ]
}

# The JDK that a program on the PATH belongs to; it may be reached over several links.
handoff_home_of() {
  handoff_program=$(command -v "$1" 2>/dev/null) || return 1
  while [ -L "$handoff_program" ]; do
    handoff_link=$(readlink "$handoff_program")
    case $handoff_link in
    /*) handoff_program=$handoff_link ;;
    *) handoff_program=${handoff_program%/*}/$handoff_link ;;
    esac
  done
  printf '%s\n' "${handoff_program%/bin/*}"
}

handoff_find_jdk25() {
  for handoff_home in \
    "${JAVA_HOME:-}" \
    "$(handoff_home_of javac || :)" \
    /usr/lib/jvm/* \
    /usr/java/* \
    /opt/java/* \
    /opt/jdk* \
    "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/* \
    "$HOME"/.jdks/* \
    "$HOME"/.asdf/installs/java/* \
    "$HOME"/.local/share/mise/installs/java/* \
    "$HOME"/Library/Java/JavaVirtualMachines/*/Contents/Home \
    /Library/Java/JavaVirtualMachines/*/Contents/Home \
    /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
    /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
    if handoff_is_jdk25 "$handoff_home"; then
      JAVA_HOME=$handoff_home
      export JAVA_HOME
      return 0
    fi
  done
  return 1
}

: "${HOME:=/}"
if ! handoff_find_jdk25; then
  {
    echo "Handoff needs a JDK of version 25 or later, and none was found."
    [ -z "${JAVA_HOME:-}" ] || echo "JAVA_HOME is $JAVA_HOME, which is no such JDK."
    echo "Install one, for example from https://adoptium.net, or set JAVA_HOME to where it is."
  } >&2
  exit 1
fi
