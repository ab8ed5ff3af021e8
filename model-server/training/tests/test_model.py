"""The lean forward pass gives the logits and the attention of transformers' own."""

import torch

from limelight_training import model as models


def test_lean_pass_equals_transformers():
    torch.manual_seed(1)
    model = models.build(90, width=32, encoder_layers=2, decoder_layers=2, heads=4, feed_forward=48).eval()
    models.initialize(model)
    lean = models.LeanMarian(model, guided=(1, 2), dtype=torch.float32)
    lean.training = False
    source = torch.tensor([[5, 6, 7, 1], [8, 1, 0, 0]])
    inputs = torch.tensor([[0, 11, 12], [0, 13, 14]])
    with torch.no_grad():
        wanted = model(source, attention_mask=(source != 0).long(), decoder_input_ids=inputs, output_attentions=True)
        hidden, attention = lean.decode(inputs, *lean.encode(source))
        logits = lean.logits(hidden)
    torch.testing.assert_close(logits, wanted.logits, atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(attention.exp(), wanted.cross_attentions[1][:, 2], atol=1e-5, rtol=1e-5)
