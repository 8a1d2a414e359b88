using RingCentral.Connect.EndToEndTests.Machines;
using RingCentral.Connect.Sandbox.Processes;
using RingCentral.Connect.TestKit.Waiting;
using Xunit;

namespace RingCentral.Connect.EndToEndTests.Containers;

/// <summary>
/// The nodes and the proxy of docker-compose.yml without a container engine: its commands, environment, secrets and nginx.conf, each node with a network of its own, a read-only file system, and no
/// right whatever.
/// </summary>
[Collection(nameof(MachineTests))]
public sealed class ComposedNodesTests(SetUpMachine setUp)
{
    private const string Tls = "--silent --show-error --cacert /run/shared/secrets/tls_certificate --resolve connect.test:8443:172.31.250.1";

    private static readonly Compose File = Compose.Read();

    private static readonly Dictionary<string, string> Variables = new() { ["CONNECT_PUBLIC_URL"] = "https://connect.test", ["RINGCENTRAL_CLIENT_ID"] = "sandbox-client" };

    private static readonly (string Name, string Address)[] Nodes = [("connect-1", "172.31.250.11"), ("connect-2", "172.31.250.12"), ("jobs", "172.31.250.13")];

    [Fact]
    public async Task Nodes_answer_behind_the_proxy_and_write_nothing()
    {
        var machine = await setUp.GetAsync();
        await machine.RunAsync(Prepare);
        foreach (var secret in File.SecretsOf("jobs"))
        {
            await machine.RunAsync($"cd /run/shared/secrets && [ -e '{secret.Target}' ] || ln '{secret.Source}' '{secret.Target}'; cd - > /dev/null");
        }

        await WriteAsync(machine, "migrate", File.Script("migrate", Variables));
        await machine.RunAsync("bash /run/shared/container.sh migrate 172.31.250.10");
        foreach (var (name, address) in Nodes)
        {
            await WriteAsync(machine, name, File.Script(name, Variables));
            await machine.StayAsync($"bash /run/shared/container.sh {name} {address}", "Now listening on");
            await machine.RunAsync($"cd /opt/ringcentral-connect && nsenter --net=/run/netns/{name} env -i \"PATH=$PATH\" {File.HealthCommand}; cd - > /dev/null");
        }

        await machine.RunAsync("cp ops/proxy/nginx.conf /etc/nginx/nginx.conf; cp /run/shared/secrets/tls_* /run/secrets; nginx -c /etc/nginx/nginx.conf");

        Assert.Equal("200 2", await StatusAsync(machine, "/"));
        Assert.Equal("401 2", await StatusAsync(machine, "/api/v1/connections"));
        Assert.Equal("404 2", await StatusAsync(machine, "/metrics"));
        Assert.Equal("404 2", await StatusAsync(machine, "/health/live"));
        await machine.RunAsync("kill $(ip netns pids connect-1)");
        await Eventually.PassesAsync(async () => Assert.Equal("", (await machine.RunAsync("ip netns pids connect-1")).Trim()));
        // The other one answers, each time.
        Assert.Equal("200 2", await StatusAsync(machine, "/"));
        Assert.Equal("200 2", await StatusAsync(machine, "/"));
    }

    [Fact]
    public async Task What_tries_to_write_in_a_container_is_refused()
    {
        var machine = await setUp.GetAsync();
        await machine.RunAsync(Prepare);
        await WriteAsync(machine, "writer", "id -u; for place in /app /etc /run /run/secrets /var/tmp; do touch $place/x 2>&1; done; touch /tmp/x && echo /tmp is its own");

        var said = await machine.RunAsync("bash /run/shared/container.sh writer 172.31.250.20");

        Assert.StartsWith("1654\n", said, StringComparison.Ordinal);
        Assert.Equal(5, said.Split("touch: cannot touch").Length - 1);
        Assert.EndsWith("/tmp is its own\n", said, StringComparison.Ordinal);
    }

    /// <summary>The secrets that the first lines of docker-compose.yml ask for, and a database that is reached over the network.</summary>
    private static string Prepare =>
        $$"""
        [ -e /run/shared/containers ] || (
          umask 022
          mkdir -p /run/shared/containers /run/shared/secrets
          cp {{BuiltPrograms.RepositoryRoot}}/tests/RingCentral.Connect.EndToEndTests/Machines/container.sh /run/shared
          adduser --system --group --uid 1654 --home /home/app app # The user of the .NET images.
          cd /run/shared/secrets
          echo "host all all 172.31.250.0/24 scram-sha-256" >> /etc/postgresql/*/main/pg_hba.conf
          su - postgres -c "psql --set ON_ERROR_STOP=1" << END
        ALTER SYSTEM SET listen_addresses = '*';
        CREATE ROLE composed LOGIN PASSWORD 'of-the-test';
        CREATE DATABASE composed OWNER composed;
        END
          service postgresql restart
          echo "172.31.250.1 postgres" >> /etc/hosts
          echo "172.31.250.11 connect-1" >> /etc/hosts
          echo "172.31.250.12 connect-2" >> /etc/hosts
          echo "Host=postgres;Database=composed;Username=composed;Password=of-the-test" > connection_string
          echo sandbox-secret > client_secret
          echo of-the-test > key_ring_password
          openssl req -x509 -newkey rsa:3072 -nodes -days 7 -subj /CN=key-ring -keyout /tmp/key-ring.pem -out /tmp/key-ring.pem
          openssl pkcs12 -export -in /tmp/key-ring.pem -passout file:key_ring_password -out key_ring
          openssl req -x509 -newkey rsa:3072 -nodes -days 7 -subj /CN=connect.test -addext subjectAltName=DNS:connect.test -keyout tls_key -out tls_certificate
          chown -R 1654 .
        )
        """;

    private static Task WriteAsync(Machine machine, string container, string script) =>
        System.IO.File.WriteAllTextAsync(Path.Combine(machine.Shared, "containers", container), script + "\n", TestContext.Current.CancellationToken);

    private static Task<string> StatusAsync(Machine machine, string path) =>
        machine.RunAsync($"curl {Tls} --output /dev/null --write-out '%{{http_code}} %{{http_version}}' https://connect.test:8443{path} 2> /dev/null || true");
}
