using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Messaging;

/// <summary>
/// <c>Idempotency-Key</c> on routes that create: same key and body give the same answer, same key and another body 422,
/// the same request while the first is at work 409. Only answers 2xx are kept; after a failure the key is free again.
/// </summary>
public static class IdempotencyFilter
{
    private const int MaxKeyLength = 200;

    /// <summary>The longest that a request can be at work; a reservation older than this was left by a process that died.</summary>
    private static readonly TimeSpan Abandoned = TimeSpan.FromSeconds(30);

    /// <summary>Lets the route take an <c>Idempotency-Key</c>; without the header nothing changes.</summary>
    public static RouteHandlerBuilder TakesIdempotencyKey(this RouteHandlerBuilder route) => route.AddEndpointFilter(async (context, next) =>
    {
        var http = context.HttpContext;
        if (http.Request.Headers["Idempotency-Key"].ToString() is not { Length: > 0 } key) return await next(context);
        if (key.Length > MaxKeyLength) return Problems.Invalid(("Idempotency-Key", $"must have at most {MaxKeyLength} characters"));

        var answers = new AnswerStore(http.RequestServices.GetRequiredService<NpgsqlDataSource>());
        var scope = $"{Caller.From(http.User)?.Actor} {http.Request.Method} {http.Request.Path}";
        // The body was bound to an argument already; its JSON is the request's identity.
        var bodyType = http.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        var request = SHA256.HashData(System.Text.Json.JsonSerializer.SerializeToUtf8Bytes(
            context.Arguments.Where(a => a is IRequestBody || (a is not null && a.GetType() == bodyType)).ToArray(), Json.Options));
        var now = http.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();

        switch (await answers.ReserveAsync(scope, key, request, now, now - Abandoned, http.RequestAborted))
        {
            case Reservation.Replay replay:
                http.Response.Headers["Idempotency-Replayed"] = "true";
                return new StoredAnswer(replay.Answer);
            case Reservation.OtherRequest:
                return Problems.Of(StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused", "This Idempotency-Key was used for another request; use a new one.");
            case Reservation.AtWork:
                Problems.SetRetryAfter(http, TimeSpan.FromSeconds(1));
                return Problems.Conflict("request_in_progress", "The first request with this Idempotency-Key is still at work; ask again in a second.");
        }

        try
        {
            return new RecordedResult(await next(context), answers, scope, key);
        }
        catch
        {
            await answers.ReleaseAsync(scope, key);
            throw;
        }
    });
}

/// <summary>Marks a record that is part of a request's identity beside its JSON body, which an <c>Idempotency-Key</c> is bound to anyway.</summary>
public interface IRequestBody;

/// <summary>Runs the handler's result into a buffer, keeps it when it is 2xx, and then sends it.</summary>
internal sealed class RecordedResult(object? result, AnswerStore answers, string scope, string key) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var target = httpContext.Response.Body;
        var aborted = httpContext.RequestAborted;
        using var buffer = new MemoryStream();
        httpContext.Response.Body = buffer;
        // The work is done: a caller that hung up is the one who will ask again, so the answer is written to its end.
        httpContext.RequestAborted = CancellationToken.None;
        var kept = false;
        try
        {
            if (result is IResult typed) await typed.ExecuteAsync(httpContext);
            else await httpContext.Response.WriteAsJsonAsync(result, Json.Options, CancellationToken.None);
            await httpContext.Response.BodyWriter.FlushAsync(CancellationToken.None);
            if (httpContext.Response.StatusCode is >= 200 and < 300)
            {
                await answers.KeepAsync(scope, key, new Answer(httpContext.Response.StatusCode, httpContext.Response.Headers.Location, buffer.ToArray()));
                kept = true;
            }
        }
        finally
        {
            httpContext.Response.Body = target;
            httpContext.RequestAborted = aborted;
            if (!kept) await answers.ReleaseAsync(scope, key);
        }

        buffer.Position = 0;
        await buffer.CopyToAsync(target, aborted);
    }
}

/// <summary>Sends an answer that was kept.</summary>
internal sealed class StoredAnswer(Answer answer) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = answer.Status;
        if (answer.Body.Length > 0) httpContext.Response.ContentType = "application/json; charset=utf-8";
        if (answer.Location is not null) httpContext.Response.Headers.Location = answer.Location;
        // An answer such as 204 has none: nothing may be written after it, not even nothing.
        if (answer.Body.Length > 0) await httpContext.Response.Body.WriteAsync(answer.Body, httpContext.RequestAborted);
    }
}
