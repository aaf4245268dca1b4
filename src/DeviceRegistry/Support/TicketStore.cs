using Dapper;
using Npgsql;
using Platform.Contracts.Notifications;
using Platform.DeviceRegistry.Sharing;
using Platform.Messaging;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Support;

/// <summary>A ticket as lists show it.</summary>
/// <param name="TicketId">The ticket.</param>
/// <param name="DeviceId">What it is about.</param>
/// <param name="DeviceName">What its owner calls the device.</param>
/// <param name="DeviceType">Such as <c>4Relay</c>.</param>
/// <param name="Subject">In one line.</param>
/// <param name="State"><c>open</c>, <c>answered</c> or <c>closed</c>.</param>
/// <param name="OpenedBy">Who opened it.</param>
/// <param name="OpenedByName">What the person is called.</param>
/// <param name="OpenedAt">When.</param>
/// <param name="ChangedAt">When something was last written, or its state set.</param>
internal sealed record TicketView(
    long TicketId, string DeviceId, string DeviceName, string DeviceType, string Subject, string State, long OpenedBy, string OpenedByName, DateTimeOffset OpenedAt, DateTimeOffset ChangedAt);

/// <summary>A message in a ticket.</summary>
internal sealed record TicketMessage(long MessageId, long Author, string AuthorName, bool FromVendor, string Text, DateTimeOffset At);

/// <summary>What became of a message.</summary>
internal enum MessageOutcome
{
    Written,
    NoSuchTicket,

    /// <summary>Closed tickets take none.</summary>
    IsClosed,
}

/// <summary>
/// All SQL of tickets. Those who run a tenant see all of its tickets, others those that they opened, the vendor all; the condition
/// stands in every statement.
/// </summary>
internal sealed class TicketStore(NpgsqlDataSource database)
{
    private const string View = """
        select k.ticket_id, d.device_id, coalesce(case when d.tenant_id = k.tenant_id then d.device_name end, d.serial_number) as device_name, d.device_type,
               k.subject, k.state, k.opened_by, k.opened_by_name, k.opened_at, k.changed_at
        from tickets k join devices d using (device_number)
        """;

    /// <summary>Opens a ticket with its first message and what the device went through.</summary>
    public async Task<TicketView> OpenAsync(DeviceGrant grant, PersonFacts person, string subject, string text, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var attachment = await TicketAttachment.TakeAsync(transaction, grant, now);
        var id = await connection.QuerySingleAsync<long>("""
            insert into tickets (tenant_id, device_number, subject, opened_by, opened_by_name, email, language, opened_at, changed_at, attachment)
            values (@TenantId, @DeviceNumber, @subject, @UserId, @Called, @email, @Language, @now, @now, @attachment)
            returning ticket_id
            """,
            new { grant.TenantId, grant.DeviceNumber, subject, person.UserId, person.Called, email = person.Email ?? "", person.Language, now, attachment = attachment.ToJson() }, transaction);
        await WriteAsync(transaction, id, person, fromVendor: false, text, now);
        var ticket = await connection.QuerySingleAsync<TicketView>($"{View} where k.ticket_id = @id and k.tenant_id = @TenantId", new { id, grant.TenantId }, transaction);
        await transaction.CommitAsync(ct);
        return ticket;
    }

    /// <summary>Tickets before a number, newest first.</summary>
    public async Task<IReadOnlyList<TicketView>> ListAsync(Caller caller, string? state, string? deviceId, long before, int limit, CancellationToken ct)
    {
        var inState = state is null ? "" : "and k.state = @state";
        var ofDevice = deviceId is null ? "" : "and d.device_id = @deviceId";
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<TicketView>(
            $"{View} where {Visible(caller)} and k.ticket_id < @before {inState} {ofDevice} order by k.ticket_id desc limit @limit",
            new { caller.TenantId, caller.UserId, state, deviceId, before, limit })];
    }

    /// <summary>A ticket that the caller may see.</summary>
    public async Task<TicketView?> FindAsync(Caller caller, long ticketId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.QuerySingleOrDefaultAsync<TicketView>($"{View} where {Visible(caller)} and k.ticket_id = @ticketId", new { caller.TenantId, caller.UserId, ticketId });
    }

    /// <summary>The messages of a ticket that the caller may see, oldest first.</summary>
    public async Task<IReadOnlyList<TicketMessage>> MessagesAsync(long ticketId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return [.. await connection.QueryAsync<TicketMessage>(
            "select message_id, author, author_name, from_vendor, text, at from ticket_messages where ticket_id = @ticketId order by message_id", new { ticketId })];
    }

    /// <summary>What the device went through; null when the caller may not see the ticket.</summary>
    public async Task<TicketAttachment?> AttachmentAsync(Caller caller, long ticketId, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        var json = await connection.QuerySingleOrDefaultAsync<string>(
            $"select k.attachment from tickets k where {Visible(caller)} and k.ticket_id = @ticketId", new { caller.TenantId, caller.UserId, ticketId });
        return json is null ? null : TicketAttachment.Of(json);
    }

    /// <summary>Writes a message; the vendor's is announced to who opened the ticket, by mail.</summary>
    public async Task<MessageOutcome> WriteAsync(Caller caller, PersonFacts person, long ticketId, string text, Func<long, string> linkOf, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var transaction = await connection.BeginTransactionAsync(ct);
        var ticket = await connection.QuerySingleOrDefaultAsync<Addressee>(
            $"select k.state, k.tenant_id, k.subject, k.opened_by_name, k.email, k.language from tickets k where {Visible(caller)} and k.ticket_id = @ticketId for update",
            new { caller.TenantId, caller.UserId, ticketId }, transaction);
        if (ticket is null) return MessageOutcome.NoSuchTicket;
        if (ticket.State == TicketRules.Closed) return MessageOutcome.IsClosed;
        await connection.ExecuteAsync(
            "update tickets set state = @state, changed_at = @now where ticket_id = @ticketId and tenant_id = @TenantId",
            new { ticketId, ticket.TenantId, state = TicketRules.After(caller.IsAdmin), now }, transaction);
        await WriteAsync(transaction, ticketId, person, caller.IsAdmin, text, now);
        if (caller.IsAdmin && ticket.Email.Length > 0)
        {
            var mail = new MailRequested(
                Guid.CreateVersion7(now), ticket.Email, "ticket_answered", ticket.Language,
                [new("name", ticket.OpenedByName), new("subject", ticket.Subject), new("link", linkOf(ticketId))],
                ticket.TenantId, ExpiresAt: null, now);
            await Outbox.AddAsync(transaction, mail, $"ticket:{ticketId}", now);
        }

        await transaction.CommitAsync(ct);
        return MessageOutcome.Written;
    }

    /// <summary>Sets the state of a ticket; false when the caller may not see it.</summary>
    public async Task<bool> SetStateAsync(Caller caller, long ticketId, string state, DateTimeOffset now, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        return await connection.ExecuteAsync(
            $"update tickets k set state = @state, changed_at = @now where {Visible(caller)} and k.ticket_id = @ticketId",
            new { caller.TenantId, caller.UserId, ticketId, state, now }) == 1;
    }

    private static Task<int> WriteAsync(NpgsqlTransaction transaction, long ticketId, PersonFacts author, bool fromVendor, string text, DateTimeOffset now) =>
        transaction.Connection!.ExecuteAsync("""
            insert into ticket_messages (ticket_id, author, author_name, from_vendor, text, at) values (@ticketId, @UserId, @Called, @fromVendor, @text, @now)
            """, new { ticketId, author.UserId, author.Called, fromVendor, text, now }, transaction);

    private static string Visible(Caller caller) => caller switch
    {
        { IsAdmin: true } => "true",
        { Role: Roles.Owner } => "(k.tenant_id = @TenantId or k.opened_by = @UserId)",
        _ => "k.opened_by = @UserId",
    };

    private sealed record Addressee(string State, int TenantId, string Subject, string OpenedByName, string Email, string? Language);
}
