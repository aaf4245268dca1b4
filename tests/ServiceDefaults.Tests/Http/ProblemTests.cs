namespace Platform.ServiceDefaults.Tests;

/// <summary>What bad input and failures are answered with, in production.</summary>
public sealed class ProblemTests(SampleService service) : IClassFixture<SampleService>
{
    [Theory]
    [InlineData("""{"name":""", "name")]
    [InlineData("{", "body")]
    [InlineData("not json", "body")]
    [InlineData("", "body")]
    [InlineData("[]", "body")]
    [InlineData("\"text\"", "body")]
    [InlineData("""{"name":"a","pit_number":"seven"}""", "pit_number")]
    [InlineData("""{"name":"a","pit_number":1.5}""", "pit_number")]
    [InlineData("""{"name":"a","pit_number":99999999999}""", "pit_number")]
    [InlineData("""{"name":7,"pit_number":1}""", "name")]
    [InlineData("""{"name":"a","kind":"garage"}""", "kind")]
    [InlineData("""{"name":"a","kind":1}""", "kind")]
    [InlineData("""{"name":"a","slots":[1,"x"]}""", "slots[1]")]
    public async Task Body_that_cannot_be_read_is_400_and_names_the_field(string body, string field)
    {
        var answer = await service.SendAsync(HttpMethod.Post, "/open/pits", body);

        answer.Status.ShouldBe(400);
        answer.MediaType.ShouldBe("application/problem+json");
        answer.Type.ShouldBe("invalid_request");
        answer.Fields.ShouldBe([field]);
        answer.Text.ShouldNotContain("System.");
        answer.Text.ShouldNotContain("Platform.");
    }

    [Fact]
    public async Task Name_that_is_given_twice_is_400()
    {
        var answer = await service.SendAsync(HttpMethod.Post, "/open/pits", """{"name":"a","name":"b"}""");

        answer.Status.ShouldBe(400);
    }

    [Fact]
    public async Task Required_members_that_are_missing_are_all_named()
    {
        var answer = await service.SendAsync(HttpMethod.Post, "/open/strict", "{}");

        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe(["name", "pit_number"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("/open/pits/1", "limit")]
    [InlineData("/open/pits/1?limit=many", "limit")]
    [InlineData("/open/pits/1?limit=5&from=yesterday", "from")]
    public async Task Query_that_cannot_be_read_is_400_and_names_the_parameter(string path, string field)
    {
        var answer = await service.SendAsync(HttpMethod.Get, path);

        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe([field]);
    }

    [Fact]
    public async Task Body_of_another_content_type_is_415()
    {
        var answer = await service.SendAsync(HttpMethod.Post, "/open/pits", "name=a", type: "application/x-www-form-urlencoded");

        answer.Status.ShouldBe(415);
        answer.Type.ShouldBe("unsupported_media_type");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Body_over_the_limit_is_413(bool chunked)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/open/pits")
        {
            Content = new StringContent($$"""{"name":"{{new string('x', 1024 * 1024)}}"}""", System.Text.Encoding.UTF8, "application/json"),
        };
        request.Headers.TransferEncodingChunked = chunked;
        using var answer = await service.Http.SendAsync(request);

        ((int)answer.StatusCode).ShouldBe(413);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("body_too_large");
        answer.Headers.Contains("X-Request-Id").ShouldBeTrue();
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("text/html")]
    [InlineData("image/png")]
    public async Task Defect_is_500_without_its_reason_whatever_the_caller_accepts(string accept)
    {
        var answer = await service.SendAsync(HttpMethod.Get, "/open/defect", accept: accept);

        answer.Status.ShouldBe(500);
        answer.Type.ShouldBe("internal_error");
        answer.Text.ShouldNotContain("secret");
        answer.Text.ShouldNotContain(" at ");
        answer.Headers.Contains("X-Request-Id").ShouldBeTrue();
    }

    [Theory]
    [InlineData("text/html")]
    [InlineData("application/json")]
    public async Task Bad_body_is_400_whatever_the_caller_accepts(string accept)
    {
        var answer = await service.SendAsync(HttpMethod.Post, "/open/pits", "not json", accept: accept);

        answer.Status.ShouldBe(400);
        answer.Fields.ShouldBe(["body"]);
    }

    [Fact]
    public async Task Data_that_the_store_refuses_is_400_without_its_reason()
    {
        var answer = await service.SendAsync(HttpMethod.Get, "/open/refused");

        answer.Status.ShouldBe(400);
        answer.Type.ShouldBe("invalid_request");
        answer.Text.ShouldNotContain("secret");
    }

    [Theory]
    [InlineData("/open/outage")]
    [InlineData("/open/cut")]
    public async Task Outage_is_503_with_retry_after(string path)
    {
        var answer = await service.SendAsync(HttpMethod.Get, path);

        answer.Status.ShouldBe(503);
        answer.Type.ShouldBe("service_unavailable");
        answer.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        answer.Text.ShouldNotContain("secret");
    }

    [Fact]
    public async Task Work_that_takes_too_long_is_503_with_retry_after()
    {
        var answer = await service.SendAsync(HttpMethod.Get, "/open/slow");

        answer.Status.ShouldBe(503);
        answer.Type.ShouldBe("service_unavailable");
        answer.Headers.RetryAfter.ShouldNotBeNull();
    }

    [Theory]
    [InlineData(null)]
    [InlineData("customer")]
    [InlineData("admin")]
    public async Task Unknown_address_is_404_for_everybody(string? role)
    {
        var answer = await service.SendAsync(HttpMethod.Get, "/nowhere", token: role is null ? null : service.Tokens.For(role, 1));

        answer.Status.ShouldBe(404);
        answer.Type.ShouldBe("not_found");
        answer.MediaType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task Method_that_the_address_does_not_take_is_405()
    {
        var answer = await service.SendAsync(HttpMethod.Delete, "/open/pits");

        answer.Status.ShouldBe(405);
        answer.Type.ShouldBe("method_not_allowed");
    }

    [Fact]
    public async Task Problem_of_a_handler_has_its_fields_and_code()
    {
        var invalid = await service.SendAsync(HttpMethod.Get, "/open/invalid");
        var missing = await service.SendAsync(HttpMethod.Get, "/open/missing");
        var busy = await service.SendAsync(HttpMethod.Get, "/open/busy");

        invalid.Fields.ShouldBe(["pit_number", "code"]);
        invalid.Json.GetProperty("errors").GetProperty("pit_number").GetArrayLength().ShouldBe(2);
        missing.Text.ShouldContain("There is no such pit.");
        busy.Status.ShouldBe(429);
        busy.Headers.RetryAfter!.Delta.ShouldBe(TimeSpan.FromSeconds(90));
    }

    [Fact]
    public async Task Device_addresses_carry_a_plain_error_string_too()
    {
        var answer = await service.SendAsync(HttpMethod.Get, "/api/device/defect");

        answer.Json.GetProperty("error").GetString().ShouldBe(answer.Json.GetProperty("detail").GetString());
    }

    [Theory]
    [InlineData("/open/missing")]
    [InlineData("/open/defect")]
    [InlineData("/open/slow")]
    [InlineData("/nowhere")]
    [InlineData("/owner")]
    [InlineData("/health")]
    [InlineData("/alive")]
    public async Task Every_answer_has_a_request_id(string path)
    {
        var answer = await service.SendAsync(HttpMethod.Get, path);

        answer.Headers.GetValues("X-Request-Id").Single().Length.ShouldBe(32);
    }

    [Fact]
    public async Task Json_has_snake_case_names_and_words()
    {
        var answer = await service.SendAsync(HttpMethod.Post, "/open/pits", """{"name":"a","pit_number":7,"kind":"wash_bay","slots":[1]}""");

        answer.Text.ShouldBe("""{"name":"a","pit_number":7,"kind":"wash_bay","slots":[1]}""");
    }

    [Fact]
    public async Task Names_in_another_case_are_not_taken_for_ours()
    {
        var answer = await service.SendAsync(HttpMethod.Post, "/open/pits", """{"Name":"a","PitNumber":7}""");

        answer.Json.GetProperty("pit_number").GetInt32().ShouldBe(0);
    }
}
