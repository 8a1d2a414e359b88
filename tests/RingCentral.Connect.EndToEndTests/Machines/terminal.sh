#!/bin/bash
# terminal.sh FOLDER: the terminal of a machine that is thrown away, standing in that folder. It reads lines from a pipe, "run N" and "stay N", where N is a script beside it:
# "run" gives its commands to this terminal and leaves how they ended in N.code; "stay" gives them to a terminal of their own.
shared=/run/shared
cd "$1" || exit
echo "127.0.0.1 localhost machine" > /etc/hosts

# The machine has no network. What it is asked to install must be there already, or the request fails.
cat > /usr/local/sbin/apt-get <<'END'
#!/bin/sh
[ "$1" != install ] || { shift; for package in "$@"; do case $package in -*) ;; *) dpkg -s "$package" > /dev/null || exit 100 ;; esac; done; }
END
chmod +x /usr/local/sbin/apt-get

# The one cluster that PostgreSQL's package makes, and nothing in it.
rm -rf /etc/postgresql/*/main /var/lib/postgresql/*/main
pg_createcluster "$(ls /usr/lib/postgresql | sort -n | tail -n 1)" main > /dev/null || exit

# An answer of an error is a failure, too.
export CURL_HOME=$shared
echo "fail-with-body" > $shared/.curlrc
export -p > $shared/environment

mkfifo -m 600 $shared/lines
exec 9<> $shared/lines
touch $shared/begun
while read -r word script <&9; do
  case $word in
    stay) env -i /bin/bash -c '. "$1"; . "$2"' terminal $shared/environment "$shared/$script" > "$shared/$script.output" 2>&1 < /dev/null 9<&- & ;;
    run)
      trap 'code=$?; echo $code > $shared/$script.ended; mv $shared/$script.ended $shared/$script.code' EXIT
      set -e
      . "$shared/$script" > "$shared/$script.output" 2>&1 < /dev/null
      set +e
      trap - EXIT
      echo 0 > "$shared/$script.ended" && mv "$shared/$script.ended" "$shared/$script.code"
      ;;
  esac
done
