using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Platform.ServiceDefaults.Http;
using Platform.ServiceDefaults.Security;

namespace Platform.Messaging.Tests;

/// <summary>The header <c>Idempotency-Key</c> on a route that creates and answers with a secret that is shown once.</summary>
public sealed class IdempotencyTests : IAsyncLifetime
{
    private readonly Handler handler = new();
    private Place place = null!;
    private TestService service = null!;

    public async ValueTask InitializeAsync()
    {
        place = await Place.CreateAsync();
        service = await TestService.StartAsync(place, routes: app =>
        {
            app.MapPost("/notes", handler.CreateAsync).RequireAuthorization(Policies.Person).TakesIdempotencyKey();
            app.MapPost("/notes/{id:int}/rotate", (int id) => TypedResults.NoContent()).RequireAuthorization(Policies.Person).TakesIdempotencyKey();
        });
    }

    public async ValueTask DisposeAsync()
    {
        await service.DisposeAsync();
        await place.DisposeAsync();
    }

    [Fact]
    public async Task Same_key_and_body_gives_the_same_answer_to_the_byte()
    {
        using var first = await PostAsync("k1", "create");
        using var second = await PostAsync("k1", "create");

        handler.Executions.ShouldBe(1);
        first.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.Headers.Location.ShouldNotBeNull();
        second.Headers.Location.ShouldBe(first.Headers.Location);
        second.Content.Headers.ContentType.ShouldBe(first.Content.Headers.ContentType);
        (await second.Content.ReadAsByteArrayAsync()).ShouldBe(await first.Content.ReadAsByteArrayAsync());
        first.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        second.Headers.GetValues("Idempotency-Replayed").ShouldBe(["true"]);
    }

    [Fact]
    public async Task Secret_in_the_answer_is_not_readable_in_the_table()
    {
        using var answer = await PostAsync("k1", "create");
        var secret = (await answer.Content.ReadFromJsonAsync<NoteCreated>(Json.Options))!.Secret;

        await using var command = service.Database.CreateCommand("select r::text || encode(body, 'escape') from idempotent_requests r");
        var row = (string)(await command.ExecuteScalarAsync())!;

        secret.Length.ShouldBeGreaterThan(20);
        row.ShouldNotContain(secret);
        row.ShouldNotContain("k1 ");
        row.ShouldNotContain(Convert.ToHexStringLower(Encoding.UTF8.GetBytes(secret)));
    }

    [Fact]
    public async Task Same_key_with_another_body_is_422()
    {
        using var first = await PostAsync("k1", "create");
        using var second = await PostAsync("k1", "something else");

        second.StatusCode.ShouldBe(HttpStatusCode.UnprocessableEntity);
        (await second.Content.ReadAsStringAsync()).ShouldContain("idempotency_key_reused");
        handler.Executions.ShouldBe(1);
    }

    [Fact]
    public async Task Same_key_of_another_caller_is_another_request()
    {
        using var first = await PostAsync("k1", "create", user: 1);
        using var second = await PostAsync("k1", "create", user: 2);

        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        handler.Executions.ShouldBe(2);
    }

    [Fact]
    public async Task Twenty_at_once_execute_once()
    {
        handler.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var requests = Enumerable.Range(0, 20).Select(_ => PostAsync("k1", "create")).ToArray();
        await Eventually.BecomesTrueAsync(() => requests.Count(r => r.IsCompleted) == 19, "all but one are answered");
        handler.Hold.SetResult();
        var answers = await Task.WhenAll(requests);

        handler.Executions.ShouldBe(1);
        answers.Count(a => a.StatusCode == HttpStatusCode.Created).ShouldBe(1);
        answers.Where(a => a.StatusCode == HttpStatusCode.Conflict).ShouldAllBe(a => a.Headers.RetryAfter != null);
        using var later = await PostAsync("k1", "create");
        later.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
    }

    [Fact]
    public async Task Refusal_frees_the_key()
    {
        using var refused = await PostAsync("k1", "invalid");
        using var again = await PostAsync("k1", "invalid");
        using var other = await PostAsync("k1", "create");

        refused.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        again.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        other.StatusCode.ShouldBe(HttpStatusCode.Created);
        handler.Executions.ShouldBe(3);
    }

    [Fact]
    public async Task Exception_frees_the_key()
    {
        using var failed = await PostAsync("k1", "throw");
        using var other = await PostAsync("k1", "create");

        failed.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        other.StatusCode.ShouldBe(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Caller_who_hung_up_gets_the_answer_on_asking_again()
    {
        handler.Hold = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var hangUp = new CancellationTokenSource();
        var first = PostAsync("k1", "create", ct: hangUp.Token);
        await Eventually.BecomesTrueAsync(() => handler.Executions == 1, "it is at work");
        await hangUp.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => first);
        await Eventually.BecomesTrueAsync(() => handler.SawAbort, "the service knows");
        handler.Hold.SetResult();

        using var again = await Eventually.BecomesAsync(() => PostAsync("k1", "create"), a => a.StatusCode != HttpStatusCode.Conflict, "the answer is kept");

        again.StatusCode.ShouldBe(HttpStatusCode.Created);
        again.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        (await again.Content.ReadFromJsonAsync<NoteCreated>(Json.Options))!.Id.ShouldBe(1);
        handler.Executions.ShouldBe(1);
    }

    [Fact]
    public async Task Reservation_left_by_a_process_that_died_is_taken_over()
    {
        using var first = await PostAsync("k1", "create");
        await service.AskAsync<long>("with died as (update idempotent_requests set status = null, body = null, started_at = now() - interval '1 minute' returning 1) select count(*) from died");

        using var second = await PostAsync("k1", "create");

        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        second.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
        handler.Executions.ShouldBe(2);
    }

    [Fact]
    public async Task Answer_without_a_body_is_replayed_too()
    {
        using var first = await PostAsync("k1", "", path: "/notes/1/rotate");
        using var second = await PostAsync("k1", "", path: "/notes/1/rotate");
        using var elsewhere = await PostAsync("k1", "", path: "/notes/2/rotate");

        first.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        second.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        second.Headers.Contains("Idempotency-Replayed").ShouldBeTrue();
        elsewhere.Headers.Contains("Idempotency-Replayed").ShouldBeFalse();
    }

    [Fact]
    public async Task Key_that_is_too_long_is_refused_and_no_key_changes_nothing()
    {
        using var tooLong = await PostAsync(new string('k', 201), "create");
        using var first = await PostAsync(null, "create");
        using var second = await PostAsync(null, "create");

        tooLong.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        second.StatusCode.ShouldBe(HttpStatusCode.Created);
        handler.Executions.ShouldBe(2);
    }

    private async Task<HttpResponseMessage> PostAsync(string? key, string text, long user = 1, string path = "/notes", CancellationToken ct = default)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(new CreateNote(text), options: Json.Options) };
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", TestService.Tokens.For(Roles.Owner, tenantId: 1, userId: user));
        return await service.Http.SendAsync(request, ct);
    }

    /// <summary>The use case: what it does depends on the text.</summary>
    private sealed class Handler
    {
        private int executions;

        public int Executions => Volatile.Read(ref executions);

        public TaskCompletionSource? Hold { get; set; }

        public bool SawAbort { get; private set; }

        public async Task<IResult> CreateAsync(CreateNote note, HttpContext http)
        {
            var id = Interlocked.Increment(ref executions);
            http.RequestAborted.Register(() => SawAbort = true);
            if (Hold is { } hold) await hold.Task;
            return note.Text switch
            {
                "invalid" => Problems.Invalid(("text", "is not valid")),
                "throw" => throw new InvalidOperationException("a defect"),
                _ => TypedResults.Created($"/notes/{id}", new NoteCreated(id, Convert.ToHexStringLower(Guid.NewGuid().ToByteArray()))),
            };
        }
    }
}

/// <summary>A body without any mark: the key is bound to it all the same.</summary>
internal sealed record CreateNote(string Text);

internal sealed record NoteCreated(int Id, string Secret);
