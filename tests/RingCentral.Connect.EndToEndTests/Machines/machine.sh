#!/bin/sh
# machine.sh FOLDER PATH…: makes a machine that is thrown away, and a terminal on it. Run by unshare, in namespaces of its own.
# It begins as a copy of this one in which nothing has been set up; what happens on it stays in memory and is gone with its last process.
# FOLDER/machine becomes its root; FOLDER/shared is seen by both. The file systems that the paths lie on are copied.
set -eu
folder=$1 machine=$1/machine
shift
mount --make-rprivate /
mkdir -p "$folder/layers"
mount -t tmpfs machine "$folder/layers"

copies=0
copy() {
  copies=$((copies + 1))
  mkdir -p "$folder/layers/$copies/changes" "$folder/layers/$copies/work" "$machine$1"
  mount -t overlay -o "lowerdir=$1,upperdir=$folder/layers/$copies/changes,workdir=$folder/layers/$copies/work" machine "$machine$1"
}
copy /
for place in $(for path in "$@"; do df --output=target "$path" | tail -n 1; done | sort -u); do
  [ "$place" = / ] || copy "$place"
done

mount -t proc proc "$machine/proc"
mount --rbind /dev "$machine/dev"
mount -t tmpfs tmp "$machine/tmp"
mount -t tmpfs run "$machine/run"
mkdir -p "$machine/run/lock" "$machine/run/shared"
chmod 1777 "$machine/tmp" "$machine/run/lock"
mount --bind "$folder/shared" "$machine/run/shared"

# Where this machine has them in /tmp or /run, which the new one has empty.
for path in "$@"; do [ -e "$machine$path" ] || copy "$path"; done
ip link set lo up
hostname machine
exec chroot "$machine" /bin/bash /run/shared/terminal.sh "$1"
