using System.Globalization;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using Platform.DeviceRegistry.Setup;
using Platform.DeviceRegistry.Sharing;
using Platform.Messaging;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.DeviceRegistry.Support;

/// <summary>Questions to the vendor about a device, and their answers.</summary>
internal static class TicketEndpoints
{
    public static void MapTickets(this IEndpointRouteBuilder routes)
    {
        var tickets = routes.MapGroup("/api/tickets").WithTags("Support").RequireAuthorization(Policies.Person);
        tickets.MapPost("/", OpenAsync).TakesIdempotencyKey().WithSummary("Ask the vendor about a device that the caller may see; the device's last day goes with it");
        tickets.MapGet("/", ListAsync).WithSummary("Tickets of the household or workshop, or those that the caller opened; for admins all; newest first");
        tickets.MapGet("/{ticketId:long}", GetAsync).WithSummary("A ticket with its messages");
        tickets.MapPost("/{ticketId:long}/messages", WriteAsync).TakesIdempotencyKey().WithSummary("Write into a ticket; an admin's message answers it and is announced by mail");
        tickets.MapPatch("/{ticketId:long}", SetStateAsync).WithSummary("Close a ticket, or open it again");
        tickets.MapGet("/{ticketId:long}/attachment", AttachmentAsync).WithSummary("What the device went through in the day before the ticket was opened");
    }

    private static async Task<Results<Created<Ticket>, ProblemHttpResult>> OpenAsync(
        OpenTicket body, Caller caller, DeviceGrants grants, TicketStore tickets, People people, TimeProvider time, CancellationToken ct)
    {
        var errors = TicketRules.CheckSubject(body.Subject).Concat(TicketRules.CheckText(body.Text)).ToList();
        if (body.DeviceId is null) errors.Add(("device_id", "is required"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);
        if (caller.IsAdmin) return Problems.Of(StatusCodes.Status403Forbidden, "forbidden", "The vendor's own people answer tickets and open none.");
        if (await grants.FindAsync(caller, body.DeviceId!, ct) is not { } grant) return Problems.NotFound("device");
        var ticket = await tickets.OpenAsync(grant, await people.OfAsync(caller, ct), body.Subject!.Trim(), body.Text!.Trim(), time.GetUtcNow(), ct);
        return TypedResults.Created($"/api/tickets/{ticket.TicketId}", new Ticket(ticket, await tickets.MessagesAsync(ticket.TicketId, ct)));
    }

    private static async Task<Results<Ok<Page<TicketView>>, ProblemHttpResult>> ListAsync(
        Caller caller, TicketStore tickets, CancellationToken ct,
        string? state = null, [FromQuery(Name = "device_id")] string? deviceId = null, int? limit = null, string? cursor = null)
    {
        var before = long.MaxValue;
        if (cursor is not null && !long.TryParse(cursor, NumberStyles.None, CultureInfo.InvariantCulture, out before))
            return Problems.Invalid(("cursor", "must be the next_cursor of the page before"));
        if (state is not null && TicketRules.CheckState(state).ToArray() is { Length: > 0 } errors) return Problems.Invalid(errors);
        var take = Page.Limit(limit);
        return TypedResults.Ok(Page.Of(await tickets.ListAsync(caller, state, deviceId, before, take + 1, ct), take, t => t.TicketId.ToString(CultureInfo.InvariantCulture)));
    }

    private static async Task<Results<Ok<Ticket>, ProblemHttpResult>> GetAsync(long ticketId, Caller caller, TicketStore tickets, CancellationToken ct) =>
        await tickets.FindAsync(caller, ticketId, ct) is { } ticket
            ? TypedResults.Ok(new Ticket(ticket, await tickets.MessagesAsync(ticketId, ct)))
            : Problems.NotFound("ticket");

    private static async Task<Results<Ok<Ticket>, ProblemHttpResult>> WriteAsync(
        long ticketId, WriteMessage body, Caller caller, TicketStore tickets, People people, IOptions<WebOptions> web, TimeProvider time, CancellationToken ct)
    {
        if (await tickets.FindAsync(caller, ticketId, ct) is null) return Problems.NotFound("ticket");
        var errors = TicketRules.CheckText(body.Text).ToArray();
        if (errors.Length > 0) return Problems.Invalid(errors);
        return await tickets.WriteAsync(caller, await people.OfAsync(caller, ct), ticketId, body.Text!.Trim(), id => web.Value.LinkTo($"tickets/{id}"), time.GetUtcNow(), ct) switch
        {
            MessageOutcome.Written => await GetAsync(ticketId, caller, tickets, ct),
            MessageOutcome.NoSuchTicket => Problems.NotFound("ticket"),
            MessageOutcome.IsClosed => Problems.Conflict("ticket_closed", "This ticket is closed; open it again first, or open another one."),
            var outcome => throw new InvalidOperationException($"There is no outcome {outcome}."),
        };
    }

    private static async Task<Results<Ok<Ticket>, ProblemHttpResult>> SetStateAsync(
        long ticketId, ChangeTicket body, Caller caller, TicketStore tickets, TimeProvider time, CancellationToken ct)
    {
        if (await tickets.FindAsync(caller, ticketId, ct) is null) return Problems.NotFound("ticket");
        var errors = TicketRules.CheckState(body.State).ToList();
        if (errors.Count == 0 && !TicketRules.MaySet(body.State!, caller.IsAdmin)) errors.Add(("state", "that it is answered says the vendor; give open or closed"));
        if (errors.Count > 0) return Problems.Invalid([.. errors]);
        await tickets.SetStateAsync(caller, ticketId, body.State!, time.GetUtcNow(), ct);
        return await GetAsync(ticketId, caller, tickets, ct);
    }

    private static async Task<Results<Ok<TicketAttachment>, ProblemHttpResult>> AttachmentAsync(long ticketId, Caller caller, TicketStore tickets, CancellationToken ct) =>
        await tickets.AttachmentAsync(caller, ticketId, ct) is { } attachment ? TypedResults.Ok(attachment) : Problems.NotFound("ticket");
}

/// <summary>A question about a device.</summary>
internal sealed record OpenTicket(string? DeviceId, string? Subject, string? Text) : IRequestBody;

/// <summary>A message.</summary>
internal sealed record WriteMessage(string? Text) : IRequestBody;

/// <summary>The state that a ticket gets.</summary>
internal sealed record ChangeTicket(string? State);

/// <summary>A ticket with what was written in it, oldest first.</summary>
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
/// <param name="Messages">What was written.</param>
internal sealed record Ticket(
    long TicketId, string DeviceId, string DeviceName, string DeviceType, string Subject, string State, long OpenedBy, string OpenedByName, DateTimeOffset OpenedAt,
    DateTimeOffset ChangedAt, IReadOnlyList<TicketMessage> Messages)
{
    public Ticket(TicketView view, IReadOnlyList<TicketMessage> messages)
        : this(view.TicketId, view.DeviceId, view.DeviceName, view.DeviceType, view.Subject, view.State, view.OpenedBy, view.OpenedByName, view.OpenedAt, view.ChangedAt, messages)
    {
    }
}
