SELECT measure, '', 'n', n FROM reliability
UNION ALL SELECT measure, '', 'alpha', printf('%!.17g', alpha) FROM reliability
UNION ALL SELECT measure, '', 'standardised', printf('%!.17g', standardised_alpha) FROM reliability
UNION ALL SELECT measure, '', 'low', printf('%!.17g', low) FROM reliability
UNION ALL SELECT measure, '', 'high', printf('%!.17g', high) FROM reliability
UNION ALL SELECT measure, position, 'total', printf('%!.17g', item_total) FROM reliability_item
UNION ALL SELECT measure, position, 'rest', printf('%!.17g', item_rest) FROM reliability_item
UNION ALL SELECT measure, position, 'without', printf('%!.17g', alpha_without) FROM reliability_item;
