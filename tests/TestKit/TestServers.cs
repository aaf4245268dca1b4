using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Npgsql;

namespace Platform.TestKit;

/// <summary>
/// A real PostgreSQL and a real RabbitMQ for tests: the ones that <c>./test</c> started for the whole run and named in the
/// environment (<c>TEST_POSTGRES</c>, <c>TEST_RABBITMQ</c>, <c>TEST_RABBITMQ_MANAGEMENT</c>). Each fixture gets its own
/// database and virtual host in them.
/// </summary>
public sealed class TestServers
{
    private TestServers(string postgres, Uri rabbit, Uri management)
    {
        (Postgres, Rabbit) = (postgres, rabbit);
        Management = new HttpClient { BaseAddress = new Uri(management.GetLeftPart(UriPartial.Authority)) };
        Management.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes(management.UserInfo)));
    }

    private string Postgres { get; }

    private Uri Rabbit { get; }

    private HttpClient Management { get; }

    /// <summary>The servers of this run.</summary>
    public static TestServers Current { get; } = new(
        Variable("TEST_POSTGRES"), new Uri(Variable("TEST_RABBITMQ")), new Uri(Variable("TEST_RABBITMQ_MANAGEMENT")));

    /// <summary>Makes an empty database; returns its connection string.</summary>
    public async Task<string> CreateDatabaseAsync(string name)
    {
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        await using var create = new NpgsqlCommand($"create database \"{name}\"", connection);
        await create.ExecuteNonQueryAsync();
        return new NpgsqlConnectionStringBuilder(Postgres) { Database = name }.ConnectionString;
    }

    /// <summary>Removes a database, closing what is still connected.</summary>
    public async Task DropDatabaseAsync(string name)
    {
        await using var connection = new NpgsqlConnection(Postgres);
        await connection.OpenAsync();
        await using var drop = new NpgsqlCommand($"drop database if exists \"{name}\" with (force)", connection);
        await drop.ExecuteNonQueryAsync();
    }

    /// <summary>Makes an empty virtual host; returns its AMQP address.</summary>
    public async Task<Uri> CreateVirtualHostAsync(string name)
    {
        (await Management.PutAsync($"api/vhosts/{name}", JsonContent.Create(new { }))).EnsureSuccessStatusCode();
        var user = Rabbit.UserInfo.Split(':')[0];
        (await Management.PutAsync($"api/permissions/{name}/{user}", JsonContent.Create(new { configure = ".*", write = ".*", read = ".*" }))).EnsureSuccessStatusCode();
        return new Uri(Rabbit, name);
    }

    /// <summary>Removes a virtual host with all its queues.</summary>
    public async Task DeleteVirtualHostAsync(string name) => await Management.DeleteAsync($"api/vhosts/{name}");

    /// <summary>Loads definitions (exchanges, queues, bindings) into a virtual host, as the broker does with the AppHost's file.</summary>
    public async Task LoadDefinitionsAsync(string virtualHost, string json) =>
        (await Management.PostAsync($"api/definitions/{virtualHost}", new StringContent(json, Encoding.UTF8, "application/json"))).EnsureSuccessStatusCode();

    private static string Variable(string name) => Environment.GetEnvironmentVariable(name)
        ?? throw new InvalidOperationException($"{name} is not set; run the tests with ./test, which starts PostgreSQL and RabbitMQ.");
}
