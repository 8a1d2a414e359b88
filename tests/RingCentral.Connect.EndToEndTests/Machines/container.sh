#!/bin/bash
# container.sh NAME ADDRESS: a container beside others on the network 172.31.250.0/24, as docker-compose.yml asks for, made of what a machine has anyway. Its file system is the machine's, read-only;
# /tmp is its own; /run/shared/secrets are its secrets; /run/shared/containers/NAME is what it runs, as user 1654 without any capability.
set -e
name=$1 address=$2
ip link show inside > /dev/null 2>&1 || { ip link add inside type bridge; ip address add 172.31.250.1/24 dev inside; ip link set inside up; }
ip netns add "$name"
ip link add "v-$name" type veth peer name eth0 netns "$name"
ip link set "v-$name" master inside up
ip -n "$name" link set lo up
ip -n "$name" address add "$address/24" dev eth0
ip -n "$name" link set eth0 up
ip -n "$name" route add default via 172.31.250.1
mkdir -p /app /run/secrets

exec nsenter --net="/run/netns/$name" unshare --mount --pid --ipc --uts --fork --kill-child /bin/bash -c '
  set -e
  mount --make-rprivate /
  mount -t proc proc /proc
  mount --bind /opt/ringcentral-connect /app
  mount --bind /run/shared/secrets /run/secrets
  mount -t tmpfs -o mode=1777 tmpfs /tmp
  for place in / /app /run /run/secrets /run/shared; do mount -o remount,bind,ro "$place"; done
  cd /app
  exec setpriv --reuid=1654 --regid=1654 --clear-groups --no-new-privs --bounding-set=-all --inh-caps=-all -- /bin/bash "/run/shared/containers/$0"' "$name"
