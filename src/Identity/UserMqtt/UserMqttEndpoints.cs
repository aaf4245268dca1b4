using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Identity.Sessions;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.UserMqtt;

/// <summary>The person's own account at the broker, with the password that is shown this once.</summary>
/// <param name="Username">Also what the client id begins with, a dash behind it.</param>
/// <param name="Password">256 random bits.</param>
internal sealed record UserMqttCredentials(string Username, string Password);

/// <summary>Whether the person has an account at the broker.</summary>
/// <param name="Username">The name that it has or would have.</param>
/// <param name="Exists">True when it is there.</param>
/// <param name="CreatedAt">Since when its password counts; null when there is none.</param>
internal sealed record UserMqttAnswer(string Username, bool Exists, DateTimeOffset? CreatedAt);

internal static class UserMqttEndpoints
{
    public static void AddUserMqtt(this IServiceCollection services) => services.AddSingleton<UserMqttStore>();

    public static void MapUserMqtt(this WebApplication app)
    {
        var own = app.MapGroup("/api/auth/mqtt-credentials").RequireAuthorization(Policies.Person).RequireLiveSession().WithTags("MQTT account");
        own.MapPost("/", MakeAsync).WithSummary("An MQTT account of one's own for users/{id}/devices/#; the password is shown this once, a former one ends.");
        own.MapGet("/", ReadAsync).WithSummary("Whether there is an MQTT account.");
        own.MapDelete("/", EndAsync).WithSummary("Ends the MQTT account.");

        app.MapGet("/internal/user-mqtt", SnapshotAsync).RequireAuthorization(Policies.Service).WithTags("Snapshots").WithSummary("MQTT accounts of all people, also those that ended.");
    }

    private static async Task<Results<Ok<UserMqttCredentials>, ProblemHttpResult>> MakeAsync(Caller caller, UserMqttStore store, TimeProvider time, CancellationToken ct)
    {
        var password = Secrets.New();
        return await store.SetAsync(caller.UserId, password, time.GetUtcNow(), ct)
            ? TypedResults.Ok(new UserMqttCredentials(UsernameOf(caller.UserId), password))
            : Problems.NotFound("user");
    }

    private static async Task<Ok<UserMqttAnswer>> ReadAsync(Caller caller, UserMqttStore store, CancellationToken ct)
    {
        var since = await store.FindAsync(caller.UserId, ct);
        return TypedResults.Ok(new UserMqttAnswer(UsernameOf(caller.UserId), since is not null, since));
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> EndAsync(Caller caller, NpgsqlDataSource database, TimeProvider time, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        if (!await UserMqttStore.TakeAwayAsync(transaction, caller.UserId, time.GetUtcNow())) return Problems.NotFound("MQTT account");
        await transaction.CommitAsync(ct);
        return TypedResults.NoContent();
    }

    private static async Task<Ok<Page<UserMqttFacts>>> SnapshotAsync(UserMqttStore store, CancellationToken ct, long? after = null, int? limit = null)
    {
        var size = Snapshots.Limit(limit);
        var rows = await store.SnapshotAsync(after ?? 0, size + 1, ct);
        return TypedResults.Ok(Page.Of(rows, size, a => a.UserId.ToString(CultureInfo.InvariantCulture)));
    }

    private static string UsernameOf(long userId) => string.Create(CultureInfo.InvariantCulture, $"user_{userId}");
}
