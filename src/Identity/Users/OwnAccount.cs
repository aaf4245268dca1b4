using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;
using Platform.Contracts.Identity;
using Platform.Identity.Sessions;
using Platform.Identity.SignUp;
using Platform.Messaging;
using Platform.ServiceDefaults.Contact;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Identity.Users;

/// <summary>What people change of their own account; what is absent stays, and "" empties.</summary>
/// <param name="Name">What to call the person. It stands in mails to people whom the person invites, so it must not look like a link.</param>
/// <param name="Phone">Where SMS go: E.164, such as <c>+919876543210</c>, with or without separators; kept without.</param>
internal sealed record ChangeMe(string? Name, string? Phone) : IRequestBody
{
    public FieldCheck Check() => new FieldCheck()
        .When(this is { Name: null, Phone: null }, "body", "must name at least one of name, phone")
        .TextOrEmpty("name", Name, 100).When(Name is not null && PersonName.MayBeLink(Name), "name", PersonName.Message)
        .When(Phone is { Length: > 0 } && E164.Of(Phone) is null, "phone", E164.Message);
}

/// <summary>People's own name and telephone number, whatever their role.</summary>
internal static class OwnAccount
{
    public static void MapOwnAccount(this WebApplication app) =>
        app.MapGroup("/api/auth").RequireAuthorization(Policies.Person).RequireLiveSession().WithTags("Sessions")
            .MapPatch("/me", ChangeAsync).WithSummary("Changes the own name and telephone number (E.164); \"\" empties.");

    private static async Task<Results<Ok<MeAnswer>, ProblemHttpResult>> ChangeAsync(
        ChangeMe request, Caller caller, NpgsqlDataSource database, SessionStore sessions, TimeProvider time, CancellationToken ct)
    {
        var check = request.Check();
        if (check.HasErrors) return check.ToProblem();
        var now = time.GetUtcNow();
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var phone = request.Phone is { Length: > 0 } text ? E164.Of(text) : request.Phone;
        if (!await UserStore.ChangeOwnAsync(transaction, caller.UserId, request.Name?.Trim(), phone)) return Problems.NotFound("user");
        await Outbox.AddAsync(transaction, new UserChanged(caller.UserId, caller.TenantId, "contact", now), UserStore.StreamOf(caller.UserId), now);
        await UserStore.TellContactAsync(transaction, caller.UserId, now);
        await transaction.CommitAsync(ct);
        return await sessions.FindMeAsync(caller.UserId, ct) is { } me ? TypedResults.Ok(me) : Problems.NotFound("user");
    }
}
